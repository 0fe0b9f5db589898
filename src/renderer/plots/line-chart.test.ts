import { expect, test } from 'vitest';
import { beginnings } from './line-chart.ts';

test('a held value begins where it differs from the one before, also at the very end', () => {
  expect(beginnings([null, null, 0.9, 0.9, 0.95])).toEqual([2, 4]);
  expect(beginnings([0.5, null, 0.5])).toEqual([0, 2]);
  expect(beginnings([null, null])).toEqual([]);
});
