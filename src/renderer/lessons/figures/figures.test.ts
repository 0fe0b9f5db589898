import { expect, test } from 'vitest';
import { attend, weightedSum } from './attention.ts';
import { cellStep } from './cell-step.ts';
import { fate, gradientShares } from './chain.ts';
import { written } from './written.ts';

test('multiplies a gradient by weight and slope once per row', () => {
  const shares = gradientShares(1.2, 0.5);
  expect(shares).toHaveLength(28);
  expect(shares[27]).toBe(1);
  expect(shares[26]).toBeCloseTo(0.6, 12);
  expect(shares[0]).toBeCloseTo(0.6 ** 27, 12);
});

test('tells whether a gradient vanishes, stays or explodes', () => {
  expect(fate(gradientShares(1, 0.8)[0])).toBe('vanishes');
  expect(fate(gradientShares(1, 1)[0])).toBe('stays');
  expect(fate(gradientShares(1.2, 1)[0])).toBe('explodes');
});

test("keeps f of a unit's memory, adds i of the candidate and shows o of the result", () => {
  const step = cellStep({ forgetGate: 0.5, inputGate: 0.25, candidate: -0.8, outputGate: 0.5, previousCell: 2 });
  expect(step.kept).toBe(1);
  expect(step.added).toBeCloseTo(-0.2, 12);
  expect(step.cellState).toBeCloseTo(0.8, 12);
  expect(step.hiddenState).toBeCloseTo(0.5 * Math.tanh(0.8), 12);
});

test('keeps the memory with a closed input gate and an open forget gate', () => {
  const step = cellStep({ forgetGate: 1, inputGate: 0, candidate: 1, outputGate: 0, previousCell: -1.5 });
  expect(step.cellState).toBe(-1.5);
  expect(step.hiddenState).toBeCloseTo(0, 12);
});

test('weights attention by the softmax of the scaled dot products', () => {
  const tokens = [
    { key: [1, 0], value: [1, 0] },
    { key: [0, 1], value: [0, 2] },
  ];
  const matches = attend([2, 0], tokens);
  expect(matches[0].score).toBeCloseTo(2 / Math.SQRT2, 12);
  expect(matches[1].score).toBe(0);
  const share = Math.exp(Math.SQRT2) / (Math.exp(Math.SQRT2) + 1);
  expect(matches[0].weight).toBeCloseTo(share, 12);
  const [x, y] = weightedSum(tokens, matches);
  expect(x).toBeCloseTo(share, 12);
  expect(y).toBeCloseTo(2 * (1 - share), 12);
});

test('weights all keys equally for a query of length 0', () => {
  const tokens = [1, 2, 3].map((component) => ({ key: [component, -component], value: [component] }));
  expect(attend([0, 0], tokens).map(({ weight }) => weight)).toEqual([1 / 3, 1 / 3, 1 / 3]);
});

test('writes the named powers as the text does', () => {
  expect([0.9, 1.1, 1.2].map((a) => written(a ** 100))).toEqual(['2.7·10⁻⁵', '13,781', '82,817,975']);
});
