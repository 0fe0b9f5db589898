/** What is recorded of each optimizer step. A new metric is named here and measured in `engine/training/trainer.ts`. */

import * as v from 'valibot';
import { count, float32, type Of } from './values.ts';

/**
 * `loss`: mean cross-entropy of the step's batch, in nats; `accuracy`: share of the batch read correctly before the update, 0 to 1;
 * `gradientNorm`: global gradient norm before clipping; `weightNorm`: ‖w‖ of all weights after the update.
 */
export const stepMetrics = ['loss', 'accuracy', 'learningRate', 'gradientNorm', 'weightNorm'] as const;

export type StepMetric = (typeof stepMetrics)[number];

/** Builds a record with a value for each metric. */
export function perMetric<Value>(valueOf: (metric: StepMetric) => Value): Record<StepMetric, Value> {
  return Object.fromEntries(stepMetrics.map((metric) => [metric, valueOf(metric)])) as Record<StepMetric, Value>;
}

/** One record per step, as columns of equal length; `firstStep` is the step number (from 1) of index 0. */
export const stepColumns = v.pipe(
  v.object({ firstStep: count, ...v.entriesFromList(stepMetrics, float32) }),
  v.check(
    (columns) => stepMetrics.every((metric) => columns[metric].length === columns.loss.length),
    'The columns of steps differ in length.',
  ),
);

export type StepColumns = Of<typeof stepColumns>;
