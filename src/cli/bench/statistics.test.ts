import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advantage, median, summary } from './statistics.ts';

test.each([
  [[7], 7],
  [[9, 1, 5], 5],
  [[4, 1, 3, 2], 2.5],
  [[10, 9, 100], 10],
])('the median of %j is %d', (values, expected) => {
  expect(median(values)).toBe(expected);
});

test('has no median of nothing', () => {
  expect(() => median([])).toThrow(RangeError);
});

test('keeps the median between the smallest and the largest value, whatever the order of the rounds', () => {
  const values = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(values, (rounds) => {
      const { median, min, max } = summary(rounds);
      expect(median).toBeGreaterThanOrEqual(min);
      expect(median).toBeLessThanOrEqual(max);
      expect(summary(rounds.toReversed())).toEqual({ median, min, max });
    }),
  );
});

test('rates twice as many samples and half the time as the same advantage', () => {
  expect(advantage(200, 100, 'higher')).toBe(2);
  expect(advantage(5, 10, 'lower')).toBe(2);
});
