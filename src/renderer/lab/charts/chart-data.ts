/** The run's history as curves over the optimizer step. Which curve has which colour and words is the panel's business. */

import { type StepMetric, stepMetrics } from '../../../protocol/step-metrics.ts';
import { growing } from './growing.ts';
import type { RunHistory } from './history.ts';
import { createSmoother } from './smooth.ts';

/** What is recorded of each step. */
export type RunChartKind = StepMetric;

export const runChartKinds: readonly RunChartKind[] = stepMetrics;

/** What a place for a chart can show; `facts`: what is known of a network that has no run. */
export type SlotKind = RunChartKind | 'gradientFlow' | 'neighbours' | 'facts';

/** Weight of the past in the smoothed curves: they follow about the last ten steps. */
const smoothing = 0.9;

/** One array of step numbers, then one per curve, all of equal length; NaN where a curve has no value. */
export type Curves = [steps: Float64Array, ...values: (Float32Array | Float64Array)[]];

type CurvesOf = (history: RunHistory, kind: RunChartKind, clipNorm: number) => Curves;

/**
 * The curves of a chart that is drawn ten times a second: it remembers what it has drawn, and works out only the steps that
 * have come since. What it gave stays as it is; curves that have grown lie in the same memory (see `continues`).
 *
 * Loss: each step, smoothed. Gradient norm: each step, smoothed, and those that were clipped. Accuracy: training smoothed,
 * test. Learning rate: as it is.
 * @returns a function that takes the run's history, and the clip norm of its recipe; 0: no step was clipped
 */
export function createCurves(): CurvesOf {
  let drawn: { of: readonly unknown[]; curves: () => Curves } | null = null;
  return (history, kind, clipNorm) => {
    const of = [history, history.revision, kind, clipNorm];
    if (!drawn?.of.every((part, index) => part === of[index])) {
      drawn = { of, curves: growingCurves(history, kind, clipNorm) };
    }
    return drawn.curves();
  };
}

/** Curves over one revision of the history. */
function growingCurves(history: RunHistory, kind: RunChartKind, clipNorm: number): () => Curves {
  const { firstStep } = history;
  const numbers = growing(
    (capacity) => new Float64Array(capacity),
    (into, from, to) => {
      for (let index = from; index < to; index++) into[index] = firstStep + index;
    },
  );
  const steps = () => numbers(history.length);
  const values = () => history.column(kind);
  const smoothed = () => eachStep(history, kind, createSmoother(smoothing));
  switch (kind) {
    case 'loss': {
      const curve = smoothed();
      return () => [steps(), values(), curve()];
    }
    case 'gradientNorm': {
      const curve = smoothed();
      if (!(clipNorm > 0)) return () => [steps(), values(), curve()];
      const clipped = eachStep(history, kind, (norm) => (norm > clipNorm ? norm : Number.NaN));
      return () => [steps(), values(), curve(), clipped()];
    }
    case 'accuracy': {
      const training = smoothed();
      const test = latestTestAccuracy(history);
      return () => [steps(), training(), test()];
    }
    case 'learningRate':
      return () => [steps(), values()];
  }
}

/** @param valueOf is asked once for each step, in their order */
function eachStep(history: RunHistory, kind: RunChartKind, valueOf: (value: number) => number): () => Float32Array {
  const curve = growing(
    (capacity) => new Float32Array(capacity),
    (into, from, to) => {
      const values = history.column(kind);
      for (let index = from; index < to; index++) into[index] = valueOf(values[index]);
    },
  );
  return () => curve(history.length);
}

/** At each step the test accuracy measured last, NaN before the first measurement. A new measurement is a new curve. */
function latestTestAccuracy(history: RunHistory): () => Float64Array {
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
