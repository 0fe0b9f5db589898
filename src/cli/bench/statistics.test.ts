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

test('there is no median of nothing', () => {
  expect(() => median([])).toThrow(RangeError);
});

test('a median lies between the smallest and the largest value, and the order of the rounds does not matter', () => {
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

test('twice as many samples and half the time are the same advantage', () => {
  expect(advantage(200, 100, 'higher')).toBe(2);
  expect(advantage(5, 10, 'lower')).toBe(2);
});
