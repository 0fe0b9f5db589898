/** Compares arrays of float32 sums. */

import { expect } from 'vitest';

/**
 * The largest error of an array, relative to its largest element: a sum's rounding is proportional to its terms, not to the
 * result after cancellation. NaN on one side only counts as infinite.
 */
export function largestError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  expect(actual.length).toBe(expected.length);
  let size = 0;
  let error = 0;
  for (let index = 0; index < expected.length; index++) {
    size = Math.max(size, Math.abs(expected[index]));
    const difference = Math.abs(actual[index] - expected[index]);
    error = Math.max(error, Number.isNaN(difference) ? Infinity : difference);
  }
  return error === 0 ? 0 : error / size;
}

/** @param tolerance of {@link largestError}, @param what names the array in the message */
export function expectClose(
  actual: ArrayLike<number>,
  expected: ArrayLike<number>,
  tolerance: number,
  what?: string,
): void {
  expect(largestError(actual, expected), what).toBeLessThanOrEqual(tolerance);
}

/** The same for several arrays, such as the gradients of all weights. */
export function expectAllClose(
  actual: readonly ArrayLike<number>[],
  expected: readonly ArrayLike<number>[],
  tolerance: number,
  what = 'array',
): void {
  expect(actual.length).toBe(expected.length);
  actual.forEach((array, index) => {
    expectClose(array, expected[index], tolerance, `${what} ${index}`);
  });
}
