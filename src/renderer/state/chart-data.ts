/** The run's history as curves over the optimizer step. Which curve has which colour and words is the panel's business. */

import { smooth } from '../plots/smooth.ts';
import type { RunHistory } from './history.ts';

export type ChartKind = 'loss' | 'accuracy' | 'learningRate' | 'gradientNorm';

export const chartKinds = ['loss', 'accuracy', 'learningRate', 'gradientNorm'] as const satisfies readonly ChartKind[];

/** Weight of the past in the smoothed curves: they follow about the last ten steps. */
const smoothing = 0.9;

/** One array of step numbers, then one per curve, all of equal length. */
export type Curves = [steps: Float64Array, ...values: (Float32Array | (number | null)[])[]];

/** Loss and gradient norm: each step, smoothed. Accuracy: training smoothed, test. Learning rate: as it is. */
export function curvesOf(history: RunHistory, kind: ChartKind): Curves {
  const { firstStep, length } = history;
  const steps = Float64Array.from({ length }, (_, index) => firstStep + index);
  // The column is a view that the next event overwrites or outgrows; a chart keeps its data.
  const values = history.column(kind).slice();
  switch (kind) {
    case 'loss':
    case 'gradientNorm':
      return [steps, values, smooth(values, smoothing)];
    case 'accuracy':
      return [steps, smooth(values, smoothing), latestTestAccuracy(history)];
    case 'learningRate':
      return [steps, values];
  }
}

/** At each step the test accuracy measured last, null before the first measurement. */
function latestTestAccuracy({ firstStep, length, epochs }: RunHistory): (number | null)[] {
  const accuracies: (number | null)[] = Array.from({ length }, () => null);
  for (const { step, testAccuracy } of epochs) accuracies.fill(testAccuracy, Math.max(0, step - firstStep));
  return accuracies;
}
