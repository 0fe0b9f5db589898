// Holds P47.
import { expect, test } from 'vitest';
import type { Trace } from '../../../../protocol/trace.ts';
import { inkOfStep } from '../reading/trace-reading.ts';
import { changesOfMind, memoryOf, strongestChange, sureSince } from './reading-story.ts';
import { syntheticTrace } from '../testing/synthetic-trace.ts';

/** Two units over three steps; the answers are one-hot except for a share that stays with 0. */
function known(layer: Trace['layers'][number]['matrices'], leading: readonly number[] = [], share = 1): Trace {
  const probabilities = new Float32Array(30);
  leading.forEach((digit, row) => {
    probabilities[row * 10] = 1 - share;
    probabilities[row * 10 + digit] += share;
  });
  const layers = [{ matrices: layer, attention: null, gradientNorm: new Float32Array(3), weightGradients: null }];
  return { ...syntheticTrace({ units: 2 }), steps: 3, units: 2, layers, probabilities };
}

test('takes the mean ink of a step over its pixels, in whatever order', () => {
  const rows = syntheticTrace();
  const mean = (of: readonly number[]) => of.reduce((sum, ink) => sum + ink, 0) / of.length / 255;
  expect(inkOfStep(rows, 0)).toBe(0);
  expect(inkOfStep(rows, 7)).toBeCloseTo(mean([...rows.pixels.subarray(7 * 28, 8 * 28)]), 12);
  const columns = syntheticTrace({ order: 'columns', window: 20 });
  const column = Array.from({ length: 28 }, (_, row) => columns.pixels[row * 28 + 15]);
  expect(inkOfStep(columns, 15)).toBeCloseTo(mean(column), 12);
  expect(inkOfStep(columns, 7)).toBe(0);
});

test('forgets (1 − f)|cₜ₋₁| of an LSTM’s memory and counts i·g as new', () => {
  const lstm = known({
    forgetGate: Float32Array.of(1, 1, 0.5, 0.75, 0, 0),
    inputGate: Float32Array.of(1, 0, 0.5, 1, 0, 0),
    candidate: Float32Array.of(0.5, 1, -1, 0.25, 0, 0),
    cellState: Float32Array.of(2, -4, 0.5, -2.75, 0, 0),
  });
  expect(memoryOf(lstm, lstm.layers[0], 0)).toEqual({ forgotten: null, written: 1 });
  // Of |2| + |−4|, 1 and 1 are lost; 1 + 3 stay, and 0.5 + 0.25 are added.
  expect(memoryOf(lstm, lstm.layers[0], 1)).toEqual({ forgotten: 2 / 6, written: 0.75 / 4.75 });
  expect(memoryOf(lstm, lstm.layers[0], 2)).toEqual({ forgotten: 1, written: 0 });
});

test('keeps z of a GRU’s state and writes 1 − z of the candidate; a plain layer has no such gates', () => {
  const gru = known({
    updateGate: Float32Array.of(0, 0, 0.75, 0.25, 1, 1),
    candidate: Float32Array.of(1, -1, 0.5, 1, 0, 0),
    hiddenState: Float32Array.of(1, -1, 0.875, 0.5, 0, 0),
  });
  expect(memoryOf(gru, gru.layers[0], 1)).toEqual({ forgotten: 0.5, written: 0.875 / 1.875 });
  const plain = known({ hiddenState: new Float32Array(6) });
  expect(memoryOf(plain, plain.layers[0], 1)).toBeNull();
});

test('finds the strongest change in the cell state, else in the hidden state, from nothing at first', () => {
  const hiddenState = Float32Array.of(0.5, -0.75, 0.5, 0.75, 0, 0.75);
  const cellState = Float32Array.of(1, 0, -1, 1, -1, 1);
  const both = known({ cellState, hiddenState });
  expect(strongestChange(both, both.layers[0], 1)).toEqual({ name: 'cellState', unit: 0, before: 1, after: -1 });
  const plain = known({ hiddenState });
  expect(strongestChange(plain, plain.layers[0], 0)).toEqual({ name: 'hiddenState', unit: 1, before: 0, after: -0.75 });
  expect(strongestChange(plain, plain.layers[0], 1)).toMatchObject({ unit: 1, before: -0.75, after: 0.75 });
});

test('calls a step after which another digit leads a change of mind', () => {
  expect(changesOfMind(known({}, [4, 9, 9]))).toEqual([{ row: 1, digit: 9 }]);
  expect(changesOfMind(known({}, [4, 4, 4]))).toEqual([]);
});

test('is sure since the step from which the probability stays', () => {
  expect(sureSince(known({}, [7, 9, 9]), 0.95)).toBe(1);
  expect(sureSince(known({}, [9, 4, 9]), 0.95)).toBe(2);
  expect(sureSince(known({}, [9, 9, 9], 0.75), 0.95)).toBeNull();
});
