/** The run's history as curves over the optimizer step. */

import { growing } from './growing.ts';
import type { RunHistory } from './history.ts';
import { type RunChartKind, runCharts } from './run-charts.ts';

/** What a place for a chart shows without a run; `facts`: what is known of a network that has none. */
export const restKinds = ['facts', 'gradientFlow', 'neighbours'] as const;

/** What a place for a chart can show. */
export type SlotKind = RunChartKind | (typeof restKinds)[number];

/** One array of step numbers, then one per curve, all of equal length; NaN where a curve has no value. */
export type Curves = [steps: Float64Array, ...values: (Float32Array | Float64Array)[]];

type CurvesOf = (history: RunHistory, kind: RunChartKind, clipNorm: number) => Curves;

/**
 * The curves of a chart that is drawn ten times a second: it remembers what it has drawn, and works out only the steps that
 * have come since. What it gave stays as it is; curves that have grown lie in the same memory (see `continues`).
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
  const curves = runCharts[kind].curves(clipNorm).map(({ values }) => values(history));
  return () => [numbers(history.length), ...curves.map((curve) => curve())];
}
