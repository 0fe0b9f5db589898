import { expect, test } from 'vitest';
import { smooth } from './smooth.ts';

test('keeps a constant curve unchanged from the first point on', () => {
  for (const value of smooth([2.5, 2.5, 2.5, 2.5], 0.9)) expect(value).toBeCloseTo(2.5, 6);
});

test('debiases the average as worked out by hand', () => {
  // w = 0.5: s₁ = 0.5·4 / 0.5, s₂ = (0.5·2 + 0.5·8) / 0.75, s₃ = (0.5·5 + 0.5·0) / 0.875.
  const [first, second, third] = smooth([4, 8, 0], 0.5);
  expect(first).toBeCloseTo(4, 6);
  expect(second).toBeCloseTo(5 / 0.75, 6);
  expect(third).toBeCloseTo(2.5 / 0.875, 6);
});

test('changes nothing with weight 0', () => {
  expect([...smooth([3, -1, 7], 0)]).toEqual([3, -1, 7]);
});

test('passes a gap through without disturbing later values', () => {
  const [, gap, after] = smooth([1, NaN, 1], 0.9);
  expect(gap).toBeNaN();
  expect(after).toBeCloseTo(1, 6);
});

test('rejects a weight outside [0, 1)', () => {
  for (const weight of [-0.1, 1, NaN]) expect(() => smooth([1], weight)).toThrow(RangeError);
});
