/** Which charts the room Compare offers for its runs, and the points of their curves. */

import { stepsOf, stepsRead } from '../../domain/recipe/reading.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { Cell, Recipe } from '../../domain/recipe/recipe.ts';
import { trainingCount } from '../../domain/recipe/training-digits.ts';
import { cutBefore } from '../lab/score/reading/truncation.ts';
import type { ChartData } from '../lab/charts/line-chart.ts';

export const chartKinds = [
  'loss',
  'accuracy',
  'gradientNorm',
  'weightNorm',
  'lossGradient',
  'stateJacobian',
  'window',
  'truncation',
  'capacity',
  'orders',
] as const;
export type ComparisonChartKind = (typeof chartKinds)[number];

/** Curves over training steps or steps of the sequence, one per run. */
export type CurveKind = Exclude<ComparisonChartKind, VariedNumber | 'capacity' | 'orders'>;

/** The numbers that experiments vary, against which accuracy can be drawn. */
export type VariedNumber = Extract<ComparisonChartKind, 'window' | 'truncation'>;

export function isVariedNumber(kind: ComparisonChartKind): kind is VariedNumber {
  return kind === 'window' || kind === 'truncation';
}

/**
 * The charts that say something about these runs: accuracy against a number needs runs that differ in it, a table of
 * orders needs runs tested in several.
 */
export function chartKindsFor(runs: readonly ComparedRun[]): ComparisonChartKind[] {
  return chartKinds.filter((kind) => {
    if (kind === 'orders') return runs.some(({ testAccuracy }) => testAccuracy.length > 1);
    if (kind === 'capacity') return capacityCurves(runs).length > 0;
    return !isVariedNumber(kind) || accuracyAgainst(runs, kind).length > 0;
  });
}

export type Curve = { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> };

/** The curve over training steps; for gradients, over the steps that training uses, counted back from the answer. */
export function curveOf({ curves, gradientFlow }: ComparedRun, kind: CurveKind): Curve {
  if (kind !== 'lossGradient' && kind !== 'stateJacobian') return { x: curves.step, y: curves[kind] };
  const values = gradientFlow?.[kind] ?? new Float32Array();
  if (!gradientFlow || values.length === 0) return { x: [], y: [] };
  const { steps, layers } = gradientFlow;
  const first = (kind === 'lossGradient' ? cutBefore(gradientFlow) : null) ?? gradientFlow.firstStep;
  const topLayer = values.subarray((layers - 1) * steps + first, layers * steps);
  return { x: Array.from({ length: topLayer.length }, (_, back) => back), y: topLayer.toReversed() };
}

/** The curves over one x axis, with gaps where a curve has no point. */
export function merge(curves: readonly Curve[]): ChartData {
  const x = distinct(curves.flatMap((curve) => Array.from(curve.x))).sort((a, b) => a - b);
  const places = new Map(x.map((value, place) => [value, place]));
  const columns = curves.map((curve) => {
    const column: (number | null)[] = x.map(() => null);
    for (let index = 0; index < curve.x.length; index++) column[places.get(curve.x[index]) ?? 0] = curve.y[index];
    return column;
  });
  return [x, ...columns];
}

/** Ratio of largest to smallest value above which a linear axis shows little but the largest. */
const manyDecades = 1000;

/** Whether a logarithmic axis suits the curves better. */
export function spansDecades([, ...columns]: ChartData): boolean {
  let smallest = Infinity;
  let largest = 0;
  for (const column of columns) {
    for (const value of Array.from(column)) {
      if (typeof value !== 'number' || !(value > 0) || !Number.isFinite(value)) continue;
      smallest = Math.min(smallest, value);
      largest = Math.max(largest, value);
    }
  }
  return largest > manyDecades * smallest;
}

export type CellCurve = Curve & { readonly cell: Cell };

/**
 * Test accuracy against a number, one curve per cell of each experiment that varies it; the mean where runs share the
 * number.
 */
export function accuracyAgainst(runs: readonly ComparedRun[], kind: VariedNumber): CellCurve[] {
  const measured = runs.filter(isMeasured);
  const groups = distinct(measured.map(groupOf)).map((group) => measured.filter((run) => groupOf(run) === group));
  const curves = groups.map((group) => {
    const x = distinct(group.map(({ recipe }) => variedNumber(recipe, kind))).sort((a, b) => a - b);
    const y = x.map((number) => meanAccuracy(group.filter(({ recipe }) => variedNumber(recipe, kind) === number)));
    return { cell: group[0].recipe.cell, x, y };
  });
  return curves.filter(({ x }) => x.length > 1);
}

/** Runs that may differ in more than one number share no curve. */
function groupOf({ experiment, recipe }: ComparedRun): string {
  return `${experiment ?? 'own'} ${recipe.cell}`;
}

function distinct<Value>(values: readonly Value[]): Value[] {
  return [...new Set(values)];
}

/** "All", 0 in a recipe, as a number of steps. */
function variedNumber(recipe: Recipe, kind: VariedNumber): number {
  if (kind === 'window') return stepsRead(recipe);
  const { steps } = stepsOf(recipe.order);
  return recipe.truncation === 0 ? steps : Math.min(recipe.truncation, steps);
}

function isMeasured({ testAccuracy }: ComparedRun): boolean {
  return testAccuracy.length > 0;
}

function meanAccuracy(runs: readonly ComparedRun[]): number {
  return runs.reduce((sum, { testAccuracy }) => sum + (testAccuracy[0].accuracy ?? Number.NaN), 0) / runs.length;
}

/** Accuracy against the number of units: while training and on the test digits, of networks that learned as many digits. */
export type CapacityCurves = {
  readonly cell: Cell;
  /** How many they learned from. */
  readonly digits: number;
  readonly training: Curve;
  readonly test: Curve;
};

/** Share of the curve's end of which the training accuracy is the mean. */
const lateShare = 0.1;

/** For each number of digits, of each experiment and cell, of which at least two sizes were trained; fewer digits first. */
export function capacityCurves(runs: readonly ComparedRun[]): CapacityCurves[] {
  const measured = runs.filter(isMeasured);
  const learnedOf = ({ recipe, digits }: ComparedRun) => trainingCount(recipe, digits);
  const keyOf = (run: ComparedRun) => `${groupOf(run)} ${learnedOf(run)}`;
  return distinct(measured.map(keyOf))
    .map((key) => measured.filter((run) => keyOf(run) === key))
    .map((group) => {
      const x = distinct(group.map(({ recipe }) => recipe.units)).sort((a, b) => a - b);
      const along = (valueOf: (alike: readonly ComparedRun[]) => number) =>
        x.map((units) => valueOf(group.filter(({ recipe }) => recipe.units === units)));
      const test = { x, y: along(meanAccuracy) };
      return { cell: group[0].recipe.cell, digits: learnedOf(group[0]), training: { x, y: along(lateAccuracy) }, test };
    })
    .filter(({ test }) => test.x.length > 1)
    .sort((a, b) => a.digits - b.digits);
}

function lateAccuracy(runs: readonly ComparedRun[]): number {
  const means = runs.map(({ curves: { accuracy } }) => {
    const late = accuracy.subarray(-Math.max(1, Math.round(accuracy.length * lateShare)));
    return late.reduce((sum, share) => sum + share, 0) / late.length;
  });
  return means.reduce((sum, mean) => sum + mean, 0) / means.length;
}
