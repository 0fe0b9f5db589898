/** The columns of a run's steps as stored, one after the other; the file names its metrics. */

import * as v from 'valibot';
import { perMetric, type StepColumns, stepMetrics } from '../../protocol/step-metrics.ts';
import { limits } from '../../domain/limits/limits.ts';

/** The metrics, in order, of files that do not name them. */
const firstMetrics = ['loss', 'accuracy', 'learningRate', 'gradientNorm'];

/** Names of the metrics, in column order. */
export const metricsSchema = v.optional(v.pipe(v.array(v.string()), v.maxLength(limits.maxStepMetrics)), firstMetrics);

/** The metric names to store: none for the first four, so that earlier versions can read the file. */
export function metricsToName(): string[] | undefined {
  return String(stepMetrics) === String(firstMetrics) ? undefined : [...stepMetrics];
}

/** The step columns in the order of the metrics. */
export function columnsOf(steps: StepColumns): Float32Array[] {
  return stepMetrics.map((metric) => steps[metric]);
}

/**
 * Rebuilds step columns from stored ones.
 * @param metrics names of the stored columns; unknown ones are ignored
 * @param columns of equal length
 * @returns NaN in columns that were not recorded
 */
export function stepsFrom(metrics: readonly string[], columns: readonly Float32Array[]): StepColumns {
  const unrecorded = () => new Float32Array(columns[0]?.length ?? 0).fill(NaN);
  return { firstStep: 1, ...perMetric((metric) => columns[metrics.indexOf(metric)] ?? unrecorded()) };
}
