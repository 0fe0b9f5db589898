import { expect, test } from 'vitest';
import { leadsOf, stackOrder } from './answer-history.ts';

/** Columns in which one digit leads with a given probability; null: no numbers. */
function answers(...columns: (readonly [digit: number, probability: number] | null)[]): Float32Array {
  return Float32Array.from(
    columns.flatMap((column) =>
      Array.from({ length: 10 }, (_, digit) => {
        if (!column) return Number.NaN;
        return digit === column[0] ? column[1] : (1 - column[1]) / 9;
      }),
    ),
  );
}

test('finds the leading digits in order, each with a moment at which it is sure', () => {
  const leads = leadsOf(answers([1, 0.2], [1, 0.5], [1, 0.4], [7, 0.6], [1, 0.3], [1, 0.9], [1, 0.8], [1, 0.99]), 8);
  expect(leads).toEqual([
    { digit: 1, first: 0, last: 2, named: 1 },
    { digit: 7, first: 3, last: 3, named: 3 },
    { digit: 1, first: 4, last: 7, named: 5 },
  ]);
});

test('ends a lead at a moment without numbers', () => {
  expect(leadsOf(answers([1, 0.2], null, [1, 0.4], null), 4).map(({ first, last }) => [first, last])).toEqual([
    [0, 0],
    [2, 2],
  ]);
  expect(leadsOf(new Float32Array(), 0)).toEqual([]);
});

test('stacks the highlighted digit at the bottom and the others above it in order', () => {
  expect(stackOrder(10, 7)).toEqual([7, 0, 1, 2, 3, 4, 5, 6, 8, 9]);
  expect(stackOrder(10, null)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});
