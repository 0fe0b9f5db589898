import { expect, test } from 'vitest';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { accuracyAgainst, capacityCurves, chartKindsFor, curveOf, merge, spansDecades } from './comparison-charts.ts';
import { runWith } from './testing/runs.ts';

const withWindow = (window: number, accuracy: number) =>
  runWith({ recipe: { ...defaultRecipe, window }, testAccuracy: [{ order: 'rowsDown', accuracy }] });

test('merges curves of different lengths over one axis, with gaps', () => {
  const merged = merge([
    { x: [1, 3], y: [10, 30] },
    { x: [2, 3, 4], y: [5, 6, 7] },
  ]);
  expect(merged).toEqual([
    [1, 2, 3, 4],
    [10, null, 30, null],
    [null, 5, 6, 7],
  ]);
});

test('counts gradients of the top layer back from the answer, without the steps before the memory window', () => {
  const flow = {
    steps: 4,
    firstStep: 1,
    layers: 2,
    lossGradient: Float32Array.of(9, 9, 9, 9, 0, 1, 2, 3),
    stateJacobian: new Float32Array(),
    stretch: null,
    truncation: 0,
    step: 20,
  };
  const run = runWith({ gradientFlow: flow });
  expect(Array.from(curveOf(run, 'lossGradient').y)).toEqual([3, 2, 1]);
  expect(curveOf(run, 'lossGradient').x).toEqual([0, 1, 2]);
  const cut = runWith({ gradientFlow: { ...flow, truncation: 2 } });
  expect(Array.from(curveOf(cut, 'lossGradient').y)).toEqual([3, 2]);
  expect(curveOf(run, 'stateJacobian').x).toHaveLength(0);
  expect(curveOf(runWith(), 'lossGradient').x).toHaveLength(0);
});

test('offers a table of orders where runs were tested in several', () => {
  const testAccuracy = [
    { order: 'rowsDown', accuracy: 0.9 },
    { order: 'rowsUp', accuracy: 0.2 },
  ] as const;
  expect(chartKindsFor([runWith()])).not.toContain('orders');
  expect(chartKindsFor([runWith(), runWith({ testAccuracy })])).toContain('orders');
});

test('draws accuracy against the memory window, where "all" is 28 steps', () => {
  const runs = [withWindow(0, 0.9), withWindow(7, 0.5), withWindow(1, 0.25)];
  expect(accuracyAgainst(runs, 'window')).toEqual([{ cell: 'lstm', x: [1, 7, 28], y: [0.25, 0.5, 0.9] }]);
});

test('averages runs with the same number, and leaves out experiments and cells that do not vary it', () => {
  const gru = runWith({ recipe: { ...defaultRecipe, cell: 'gru' } });
  const other = { ...withWindow(14, 0.1), experiment: 'order' } as const;
  expect(accuracyAgainst([withWindow(7, 0.25), withWindow(7, 0.75), gru, other, withWindow(1, 0.1)], 'window')).toEqual(
    [{ cell: 'lstm', x: [1, 7], y: [0.1, 0.5] }],
  );
});

test('offers accuracy against a number only for runs that differ in it', () => {
  const runs = [withWindow(7, 0.5), withWindow(0, 0.9)];
  expect(chartKindsFor(runs)).toContain('window');
  expect(chartKindsFor(runs)).not.toContain('truncation');
  expect(chartKindsFor([withWindow(7, 0.5), runWith({ testAccuracy: [] })])).not.toContain('window');
});

test('suggests a logarithmic axis for curves that span decades', () => {
  expect(
    spansDecades([
      [1, 2],
      [1e-3, null],
      [null, 2],
    ]),
  ).toBe(true);
  expect(
    spansDecades([
      [1, 2],
      [0.5, 0],
      [null, 2],
    ]),
  ).toBe(false);
  expect(spansDecades([[]])).toBe(false);
});

test('draws accuracy in training and on test digits against the units, for each number of digits learned from', () => {
  const run = (units: number, trainingDigits: number, test: number) =>
    runWith({
      recipe: { ...defaultRecipe, units, trainingDigits },
      digits: 60_000,
      testAccuracy: [{ order: 'rowsDown', accuracy: test }],
    });
  const runs = [run(128, 0, 0.75), run(8, 0, 0.5), run(8, 500, 0.25), run(128, 500, 0.375)];
  // Of two points the last one is the last tenth.
  const training = { x: [8, 128], y: [0.5, 0.5] };
  expect(capacityCurves(runs)).toEqual([
    { cell: 'lstm', digits: 500, training, test: { x: [8, 128], y: [0.25, 0.375] } },
    { cell: 'lstm', digits: 60_000, training, test: { x: [8, 128], y: [0.5, 0.75] } },
  ]);
  expect(chartKindsFor(runs)).toContain('capacity');
  expect(chartKindsFor([run(8, 0, 0.5), run(8, 500, 0.25), runWith({ testAccuracy: [] })])).not.toContain('capacity');
});
