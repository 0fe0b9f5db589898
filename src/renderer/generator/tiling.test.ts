import { expect, test } from 'vitest';
import { tilingOf } from './tiling.ts';

test('one picture fills the shorter side', () => {
  expect(tilingOf(1, 500, 280, 8)).toEqual({ columns: 1, side: 280 });
});

test('as many columns as make the pictures largest and fill every row', () => {
  expect(tilingOf(4, 600, 140, 8)).toEqual({ columns: 4, side: 140 });
  expect(tilingOf(4, 300, 300, 10)).toEqual({ columns: 2, side: 145 });
  expect(tilingOf(9, 500, 280, 8)).toEqual({ columns: 3, side: 88 });
});

test('without room there is no picture, and never one of negative size', () => {
  expect(tilingOf(16, 0, 0, 8).side).toBe(0);
});
