import { expect, test } from 'vitest';
import { growthOverQuarters, quantile, slopePerHour } from './steadiness.ts';

const points = (valueAt: (index: number) => number) =>
  Array.from({ length: 40 }, (_, index) => ({ hours: index / 20, value: valueAt(index) }));

test('finds growth, undisturbed by an outlier', () => {
  expect(slopePerHour(points((index) => 100 + 0.5 * index))).toBeCloseTo(10);
  expect(slopePerHour(points((index) => (index % 9 === 5 ? 1e6 : 100 + 0.5 * index)))).toBeCloseTo(10);
  expect(slopePerHour(points(() => 7))).toBe(0);
  expect(slopePerHour([{ hours: 1, value: 7 }])).toBe(0);
});

test('has one of the values as a quantile', () => {
  expect([0, 0.5, 1].map((share) => quantile([9, 1, 5], share))).toEqual([1, 5, 9]);
});

test('compares the cheapest steps of the last quarter with those of the first', () => {
  const busyNowAndThen = (index: number) => (index % 3 === 0 ? 1 : 2);
  expect(growthOverQuarters(points(busyNowAndThen))).toBe(0);
  expect(growthOverQuarters(points((index) => busyNowAndThen(index) * (index < 20 ? 1 : 1.2)))).toBeCloseTo(0.2);
});
