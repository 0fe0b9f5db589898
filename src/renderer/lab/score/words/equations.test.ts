import { describe, expect, test } from 'vitest';
import { type Equation, equationsOf, tileFormula, unitNumbers } from './equations.ts';
import { attentionLook, gatesOf } from '../reading/gates.ts';
import { syntheticTrace } from '../testing/synthetic-trace.ts';

const written = (equations: readonly Equation[]) =>
  equations.map(({ formula, numbers }) => [...formula, { text: ' ' }, ...numbers].map(({ text }) => text).join(''));

describe('the numbers of a unit fulfil its cell’s equations, at the first step from a blank state', () => {
  test('LSTM', () => {
    const trace = syntheticTrace({ cell: 'lstm', units: 16 });
    for (const row of [0, 5, 12, 27]) {
      const { now, before } = unitNumbers(trace.layers[0], 16, row, 9);
      // float32 states.
      const cellState = now('forgetGate') * before('cellState') + now('inputGate') * now('candidate');
      expect(now('cellState')).toBeCloseTo(cellState, 5);
      expect(now('hiddenState')).toBeCloseTo(now('outputGate') * Math.tanh(cellState), 5);
      if (row === 0) expect(before('cellState')).toBe(0);
    }
  });

  test('GRU', () => {
    const trace = syntheticTrace({ cell: 'gru', units: 16, window: 7 });
    for (const row of [21, 27]) {
      const { now, before } = unitNumbers(trace.layers[0], 16, row, 9);
      const update = now('updateGate');
      expect(now('hiddenState')).toBeCloseTo(update * before('hiddenState') + (1 - update) * now('candidate'), 5);
      if (row === 21) expect(before('hiddenState')).toBe(0);
    }
  });

  test('RNN', () => {
    const trace = syntheticTrace({ cell: 'rnn', units: 16 });
    const { now } = unitNumbers(trace.layers[0], 16, 12, 3);
    expect(now('slope')).toBeCloseTo(1 - now('hiddenState') ** 2, 5);
  });
});

describe('in words', () => {
  const values = {
    forgetGate: 0.93,
    inputGate: 0.88,
    candidate: -0.62,
    cellState: -0.16,
    outputGate: 0.5,
    resetGate: 0.2,
    updateGate: 0.75,
    slope: 0.99,
    hiddenState: -0.08,
  };
  const unit = { now: (name: keyof typeof values) => values[name], before: () => 0.41 };

  test('adds up an LSTM’s cell state and outputs a part of it', () => {
    expect(written(equationsOf('lstm', 'tanh', unit))).toEqual([
      'c = f·cₜ₋₁ + i·g = 0.93·0.41 + 0.88·(−0.62) = −0.16',
      'h = o·tanh(c) = 0.50·tanh(−0.16) = −0.08',
    ]);
  });

  test('blends the old state and the candidate of a GRU', () => {
    expect(written(equationsOf('gru', 'tanh', unit))).toEqual([
      'h = z·hₜ₋₁ + (1 − z)·n = 0.75·0.41 + 0.25·(−0.62) = −0.08',
      'n = tanh(U·x + W·(r·hₜ₋₁) + b) = −0.62',
    ]);
  });

  test('has the slope of an RNN’s activation', () => {
    expect(written(equationsOf('rnn', 'tanh', unit))).toEqual([
      'h = tanh(U·x + W·hₜ₋₁ + b) = −0.08',
      'φ′ = 1 − h² = 1 − (−0.08)² = 0.99',
    ]);
    expect(written(equationsOf('rnn', 'sigmoid', unit))[1]).toBe('φ′ = h·(1 − h) = (−0.08)·(1 − (−0.08)) = 0.99');
    expect(written(equationsOf('rnn', 'relu', unit))).toEqual([
      'h = max(0, U·x + W·hₜ₋₁ + b) = −0.08',
      'φ′ = [h > 0] = 0.99',
    ]);
  });

  test('has only the formulas without a unit', () => {
    expect(equationsOf('gru', 'tanh', null).map(({ numbers }) => numbers)).toEqual([[], []]);
    expect(equationsOf('transformer', 'tanh', unit)).toEqual([]);
  });
});

test.each([
  ['lstm', 'forgetGate', 'f = σ(U·x + W·hₜ₋₁ + b)'],
  ['lstm', 'candidate', 'g = tanh(U·x + W·hₜ₋₁ + b)'],
  ['lstm', 'cellState', 'c = f·cₜ₋₁ + i·g'],
  ['gru', 'updateGate', 'z = σ(U·x + W·hₜ₋₁ + b)'],
  ['gru', 'candidate', 'n = tanh(U·x + W·(r·hₜ₋₁) + b)'],
  ['rnn', 'hiddenState', 'h = max(0, U·x + W·hₜ₋₁ + b)'],
] as const)('writes in a line how the %s computes its %s', (cell, name, formula) => {
  const look = gatesOf(cell).find((gate) => gate.name === name);
  if (!look) throw new Error(`${cell} has no ${name}.`);
  expect(tileFormula({ look, head: null }, cell, 'relu')).toBe(formula);
});

test('has no line for the output of a Transformer’s block, but one for its heads', () => {
  expect(tileFormula({ look: gatesOf('transformer')[0], head: null }, 'transformer', 'tanh')).toBeUndefined();
  expect(tileFormula({ look: attentionLook, head: 1 }, 'transformer', 'tanh')).toContain('softmax');
});
