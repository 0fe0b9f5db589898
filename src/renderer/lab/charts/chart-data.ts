/** The run's history as curves over the optimizer step. Which curve has which colour and words is the panel's business. */

import { smooth } from './smooth.ts';
import type { RunHistory } from './history.ts';

/** What is recorded of each step. */
export type RunChartKind = 'loss' | 'accuracy' | 'learningRate' | 'gradientNorm';

export const runChartKinds = [
  'loss',
  'accuracy',
  'learningRate',
  'gradientNorm',
] as const satisfies readonly RunChartKind[];

/** What a place for a chart can show; `facts`: what is known of a network that has no run. */
export type SlotKind = RunChartKind | 'gradientFlow' | 'neighbours' | 'facts';

/** Weight of the past in the smoothed curves: they follow about the last ten steps. */
const smoothing = 0.9;

/** One array of step numbers, then one per curve, all of equal length. */
export type Curves = [steps: Float64Array, ...values: (Float32Array | (number | null)[])[]];

/**
 * Loss: each step, smoothed. Gradient norm: each step, smoothed, and those that were clipped. Accuracy: training smoothed,
 * test. Learning rate: as it is.
 * @param clipNorm of the run's recipe; 0: no step was clipped
 */
export function curvesOf(history: RunHistory, kind: RunChartKind, clipNorm: number): Curves {
  const { firstStep, length } = history;
  const steps = Float64Array.from({ length }, (_, index) => firstStep + index);
  // The column is a view that the next event overwrites or outgrows; a chart keeps its data.
  const values = history.column(kind).slice();
  switch (kind) {
    case 'loss':
      return [steps, values, smooth(values, smoothing)];
    case 'gradientNorm':
      return [steps, values, smooth(values, smoothing), ...(clipNorm > 0 ? [clippedOf(values, clipNorm)] : [])];
    case 'accuracy':
      return [steps, smooth(values, smoothing), latestTestAccuracy(history)];
    case 'learningRate':
      return [steps, values];
  }
}

function clippedOf(norms: Float32Array, clipNorm: number): (number | null)[] {
  return Array.from(norms, (norm) => (norm > clipNorm ? norm : null));
}

/** Steps that {@link clippedLately} looks back. */
const lately = 100;

/** How many of the last steps, at most a hundred, had a gradient longer than the clip norm. */
export function clippedLately(history: RunHistory, clipNorm: number): { clipped: number; steps: number } {
  const norms = history.column('gradientNorm').slice(-lately);
  return { clipped: norms.filter((norm) => norm > clipNorm).length, steps: norms.length };
}

/** At each step the test accuracy measured last, null before the first measurement. */
function latestTestAccuracy({ firstStep, length, epochs }: RunHistory): (number | null)[] {
  const accuracies: (number | null)[] = Array.from({ length }, () => null);
  for (const { step, testAccuracy } of epochs) accuracies.fill(testAccuracy, Math.max(0, step - firstStep));
  return accuracies;
}
