/** The records of a run, one row per optimizer step, in growing typed columns. */

import type { EpochRecord, History, HistoryMark } from '../../protocol/run.ts';
import type { StepColumns } from '../../protocol/step-metrics.ts';
import { perMetric, stepMetrics } from '../../protocol/step-metrics.ts';
import type { StepRecord } from '../training/trainer.ts';

export type RunHistory = {
  /** Number of recorded steps. */
  readonly length: number;
  readonly epochs: EpochRecord[];
  readonly marks: HistoryMark[];
  push(record: StepRecord): void;
  /** Copies of the records after `step` steps. */
  since(step: number): StepColumns;
  /** Mean loss and accuracy of the records after `step` steps. */
  meansSince(step: number): { loss: number; accuracy: number };
};

/** @param from the complete records of the run to resume */
export function createHistory(from?: History): RunHistory {
  let length = from?.steps.loss.length ?? 0;
  let columns = perMetric((metric) => {
    const column = new Float32Array(Math.max(512, 2 * length));
    if (from) column.set(from.steps[metric]);
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
      if (length === columns.loss.length) columns = perMetric((metric) => doubled(columns[metric]));
      for (const metric of stepMetrics) columns[metric][length] = record[metric];
      length++;
    },
    since(step) {
      return { firstStep: step + 1, ...perMetric((metric) => columns[metric].slice(step, length)) };
    },
    meansSince(step) {
      const meanOf = (column: Float32Array) => mean(column.subarray(step, length));
      return { loss: meanOf(columns.loss), accuracy: meanOf(columns.accuracy) };
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
