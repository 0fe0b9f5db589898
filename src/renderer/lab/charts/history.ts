/**
 * The records of the current run, kept in typed arrays that grow by doubling. Nothing here is reactive: whoever draws it
 * watches a counter and reads the views.
 */

import type { EpochRecord, History, HistoryMark } from '../../../protocol/run.ts';
import { perMetric, stepMetrics, type StepColumns, type StepMetric } from '../../../protocol/step-metrics.ts';
import { capacityFor } from './growing.ts';

export type RunHistory = {
  /** Steps held; the last one's number is `firstStep + length − 1`. */
  readonly length: number;
  /** Number of the oldest step held, from 1. */
  readonly firstStep: number;
  /** Another number when steps known before have changed, or are gone; the same while steps are only added. */
  readonly revision: number;
  /** Another list when one has come. */
  readonly epochs: readonly EpochRecord[];
  /** What a person did to the run, in the order of its steps. */
  readonly marks: readonly HistoryMark[];
  /** A view of `length` values, which is not written to again: in the same revision a later one goes on where it ends. */
  column(name: StepMetric): Float32Array;
  /** Forgets everything and takes a whole history over. */
  replace(history: History): void;
  /** Adds steps, overwriting those already known. False, and nothing added, where steps in between are missing. */
  append(steps: StepColumns): boolean;
  appendEpoch(record: EpochRecord): void;
  appendMark(mark: HistoryMark): void;
};

export function createRunHistory(): RunHistory {
  let length = 0;
  let firstStep = 1;
  let revision = 0;
  let epochs: EpochRecord[] = [];
  let marks: HistoryMark[] = [];
  let columns = perMetric(() => new Float32Array(capacityFor(0)));

  /** Moves to memory of its own: what was handed out stays as it is. */
  function move(needed: number): void {
    columns = perMetric((name) => {
      const moved = new Float32Array(capacityFor(needed));
      moved.set(columns[name].subarray(0, length));
      return moved;
    });
  }

  function contradicts(steps: StepColumns, start: number): boolean {
    return stepMetrics.some((name) => {
      const known = columns[name].subarray(start, Math.min(length, start + steps[name].length));
      return known.some((value, index) => !Object.is(value, steps[name][index]));
    });
  }

  function write(steps: StepColumns): boolean {
    const start = steps.firstStep - firstStep;
    if (start < 0 || start > length) return false;
    const end = start + steps.loss.length;
    const rewritten = contradicts(steps, start);
    if (rewritten) revision++;
    if (rewritten || end > columns.loss.length) move(Math.max(length, end));
    for (const name of stepMetrics) columns[name].set(steps[name], start);
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
    get revision() {
      return revision;
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
      revision++;
      move(history.steps.loss.length);
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
