/** The records of a run, one row per optimizer step, in growing typed columns. */

import type { EpochRecord, History, HistoryMark, StepColumns } from '../../protocol/run.ts';
import type { StepRecord } from './trainer.ts';

const columnNames = ['loss', 'accuracy', 'learningRate', 'gradientNorm'] as const;

export type RunHistory = {
  /** Steps recorded. */
  readonly length: number;
  readonly epochs: EpochRecord[];
  readonly marks: HistoryMark[];
  push(record: StepRecord): void;
  /** Copies of the records after `step` steps. */
  since(step: number): StepColumns;
  /** Mean loss and accuracy of the records after `step` steps. */
  meansSince(step: number): { loss: number; accuracy: number };
};

/** @param from what a run that is gone on with has recorded: all of its steps */
export function createHistory(from?: History): RunHistory {
  let length = from?.steps.loss.length ?? 0;
  let columns = columnNames.map((name) => {
    const column = new Float32Array(Math.max(512, 2 * length));
    if (from) column.set(from.steps[name]);
    return column;
  });
  const epochs: EpochRecord[] = [...(from?.epochs ?? [])];
  const marks: HistoryMark[] = [...(from?.marks ?? [])];

  return {
    epochs,
    marks,
    get length() {
      return length;
    },
    push(record) {
      if (length === columns[0].length) columns = columns.map(doubled);
      for (const [index, name] of columnNames.entries()) columns[index][length] = record[name];
      length++;
    },
    since(step) {
      const [loss, accuracy, learningRate, gradientNorm] = columns.map((column) => column.slice(step, length));
      return { firstStep: step + 1, loss, accuracy, learningRate, gradientNorm };
    },
    meansSince(step) {
      const [loss, accuracy] = columns.map((column) => mean(column.subarray(step, length)));
      return { loss, accuracy };
    },
  };
}

function doubled(column: Float32Array): Float32Array<ArrayBuffer> {
  const larger = new Float32Array(2 * column.length);
  larger.set(column);
  return larger;
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
