import { expect, test } from 'vitest';
import { beginnings, shareRange, xIncrements } from './line-chart.ts';

test('marks a held value where it differs from the one before, even at the very end', () => {
  expect(beginnings([null, null, 0.9, 0.9, 0.95])).toEqual([2, 4]);
  expect(beginnings([0.5, null, 0.5])).toEqual([0, 2]);
  expect(beginnings([null, null])).toEqual([]);
});

test('ends an axis of shares at 100 %, and begins it at 0 % or above', () => {
  expect(shareRange(null, 0.5, 1)).toEqual([expect.closeTo(0.45), 1]);
  expect(shareRange(null, 0.02, 0.999)).toEqual([0, 1]);
  for (const flat of [0, 1]) expect(shareRange(null, flat, flat)).toEqual([0, 1]);
  expect(shareRange(null, 0.2, 0.4)).toEqual([expect.closeTo(0.18), expect.closeTo(0.42)]);
  expect(shareRange(null, null, null)).toEqual([null, null]);
});

test('marks counted steps at whole numbers only', () => {
  expect(xIncrements({ data: [[0, 3, 10], []] }).slice(0, 4)).toEqual([1, 2, 5, 10]);
  const finer = xIncrements({ data: [[0, 0.25, 0.5], []] });
  expect(finer.some((increment) => increment < 0.1 && increment > 0)).toBe(true);
});
