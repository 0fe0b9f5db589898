/** Curves of a run that goes on: each works out only the steps that have come since. */

import type { StepMetric } from '../../../protocol/step-metrics.ts';
import { growing } from './growing.ts';
import type { RunHistory } from './history.ts';
import { createSmoother } from './smooth.ts';

/** A value of each step of the history, now; NaN where the curve has none. */
export type Grown = () => Float32Array | Float64Array;

/** Weight of the past in the smoothed curves: they follow about the last ten steps. */
const smoothing = 0.9;

/** As it was recorded. */
export const recorded = (history: RunHistory, metric: StepMetric): Grown => {
  return () => history.column(metric);
};

export const smoothed = (history: RunHistory, metric: StepMetric): Grown =>
  eachStep(history, metric, createSmoother(smoothing));

/** Those above a limit. */
export const above = (history: RunHistory, metric: StepMetric, limit: number): Grown =>
  eachStep(history, metric, (value) => (value > limit ? value : Number.NaN));

/** @param valueOf is asked once for each step, in their order */
function eachStep(history: RunHistory, metric: StepMetric, valueOf: (value: number) => number): Grown {
  const curve = growing(
    (capacity) => new Float32Array(capacity),
    (into, from, to) => {
      const values = history.column(metric);
      for (let index = from; index < to; index++) into[index] = valueOf(values[index]);
    },
  );
  return () => curve(history.length);
}

/** At each step the test accuracy measured last, NaN before the first measurement. A new measurement is a new curve. */
export function latestTestAccuracy(history: RunHistory): Grown {
  const { firstStep } = history;
  const held = (epochs: RunHistory['epochs']) =>
    growing(
      (capacity) => new Float64Array(capacity),
      (into, from, to) => {
        let end = to;
        for (const { step, testAccuracy } of epochs.toReversed()) {
          const start = Math.max(from, step - firstStep);
          if (start >= end) continue;
          into.fill(testAccuracy ?? Number.NaN, start, end);
          end = start;
        }
        into.fill(Number.NaN, from, end);
      },
    );
  let epochs = history.epochs;
  let curve = held(epochs);
  return () => {
    if (history.epochs !== epochs) {
      epochs = history.epochs;
      curve = held(epochs);
    }
    return curve(history.length);
  };
}

/** Steps that {@link clippedLately} looks back. */
const lately = 100;

/** How many of the last steps, at most a hundred, had a gradient longer than the clip norm. */
export function clippedLately(history: RunHistory, clipNorm: number): { clipped: number; steps: number } {
  const norms = history.column('gradientNorm').slice(-lately);
  return { clipped: norms.filter((norm) => norm > clipNorm).length, steps: norms.length };
}
