/**
 * The records of the current run, kept in typed arrays that grow by doubling. Nothing here is reactive: whoever draws it
 * watches a counter and reads the views.
 */

import type { EpochRecord, History, HistoryMark } from '../../../protocol/run.ts';
import type { StepColumns } from '../../../protocol/step-metrics.ts';

export type ColumnName = Exclude<keyof StepColumns, 'firstStep'>;

const columnNames = ['loss', 'accuracy', 'learningRate', 'gradientNorm'] as const satisfies readonly ColumnName[];

export type RunHistory = {
  /** Steps held; the last one's number is `firstStep + length − 1`. */
  readonly length: number;
  /** Number of the oldest step held, from 1. */
  readonly firstStep: number;
  readonly epochs: readonly EpochRecord[];
  /** What a person did to the run, in the order of its steps. */
  readonly marks: readonly HistoryMark[];
  /** A view of `length` values, valid until the next change. */
  column(name: ColumnName): Float32Array;
  /** Forgets everything and takes a whole history over. */
  replace(history: History): void;
  /** Adds steps, overwriting those already known. False, and nothing added, where steps in between are missing. */
  append(steps: StepColumns): boolean;
  appendEpoch(record: EpochRecord): void;
  appendMark(mark: HistoryMark): void;
};

export function createRunHistory(): RunHistory {
  let capacity = 1024;
  let length = 0;
  let firstStep = 1;
  let epochs: EpochRecord[] = [];
  let marks: HistoryMark[] = [];
  const columns = Object.fromEntries(columnNames.map((name) => [name, new Float32Array(capacity)])) as Record<
    ColumnName,
    Float32Array
  >;

  function reserve(needed: number): void {
    if (needed <= capacity) return;
    while (capacity < needed) capacity *= 2;
    for (const name of columnNames) {
      const grown = new Float32Array(capacity);
      grown.set(columns[name].subarray(0, length));
      columns[name] = grown;
    }
  }

  function write(steps: StepColumns): boolean {
    const start = steps.firstStep - firstStep;
    if (start < 0 || start > length) return false;
    const end = start + steps.loss.length;
    reserve(end);
    for (const name of columnNames) columns[name].set(steps[name], start);
    length = Math.max(length, end);
    return true;
  }

  return {
    get length() {
      return length;
    },
    get firstStep() {
      return firstStep;
    },
    get epochs() {
      return epochs;
    },
    get marks() {
      return marks;
    },
    column: (name) => columns[name].subarray(0, length),
    replace: (history) => {
      length = 0;
      firstStep = history.steps.firstStep;
      epochs = [...history.epochs];
      marks = [...history.marks];
      write(history.steps);
    },
    append: write,
    appendEpoch: (record) => {
      epochs = [...epochs.filter(({ step }) => step !== record.step), record];
    },
    appendMark: (mark) => {
      marks = [...marks.filter(({ step }) => step !== mark.step), mark];
    },
  };
}
