import { expect, test } from 'vitest';
import { resample } from './resample.ts';

const values = [0, 10, 20, 30, 40, 50, 60, 70, 80];
const whole = { left: 0, top: 0, right: 3, bottom: 3 };

test('enlarging by whole pixels repeats them', () => {
  const { width, height, means } = resample({ width: 3, values }, { left: 1, top: 1, right: 3, bottom: 2 }, 0.5);
  expect([width, height, [...means]]).toEqual([4, 2, [40, 40, 50, 50, 40, 40, 50, 50]]);
});

test('shrinking averages what is under a pixel', () => {
  expect([...resample({ width: 3, values }, whole, 3).means]).toEqual([expect.closeTo(40, 10)]);
  expect([...resample({ width: 3, values }, whole, 1.5).means].map((mean) => +mean.toFixed(9))).toEqual(
    [
      (0 + 10 / 2 + 30 / 2 + 40 / 4) / 2.25,
      (10 / 2 + 20 + 40 / 4 + 50 / 2) / 2.25,
      (30 / 2 + 40 / 4 + 60 + 70 / 2) / 2.25,
      (40 / 4 + 50 / 2 + 70 / 2 + 80) / 2.25,
    ].map((mean) => +mean.toFixed(9)),
  );
});

test('a fractional size is centred in the next larger whole one', () => {
  const { width, means } = resample({ width: 3, values: [8, 8, 8] }, { left: 0, top: 0, right: 3, bottom: 1 }, 2);
  expect(width).toBe(2);
  expect([...means]).toEqual([3, 3]);
});
