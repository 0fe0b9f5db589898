/** The columns of a run's steps as they lie in a file, one after the other: which metrics there are is said by the file. */

import * as v from 'valibot';
import { perMetric, type StepColumns, stepMetrics } from '../../protocol/step-metrics.ts';

/** What files of before they named their metrics hold, in this order. */
const firstMetrics = ['loss', 'accuracy', 'learningRate', 'gradientNorm'];

/** The names of the metrics, in the order of their columns. */
export const metricsSchema = v.optional(v.pipe(v.array(v.string()), v.maxLength(64)), firstMetrics);

/** What a file is to say of them: nothing where it holds the first ones, so that earlier versions read it. */
export function metricsToName(): string[] | undefined {
  return String(stepMetrics) === String(firstMetrics) ? undefined : [...stepMetrics];
}

export function columnsOf(steps: StepColumns): Float32Array[] {
  return stepMetrics.map((metric) => steps[metric]);
}

/**
 * @param metrics what the file says of its columns; those that this version does not know are left out
 * @param columns of equal length
 * @returns NaN in the columns of what was not recorded
 */
export function stepsFrom(metrics: readonly string[], columns: readonly Float32Array[]): StepColumns {
  const unrecorded = () => new Float32Array(columns[0]?.length ?? 0).fill(NaN);
  return { firstStep: 1, ...perMetric((metric) => columns[metrics.indexOf(metric)] ?? unrecorded()) };
}
