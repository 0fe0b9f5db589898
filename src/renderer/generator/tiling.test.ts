import { expect, test } from 'vitest';
import { tilingOf } from './tiling.ts';

test('fills the shorter side with one picture', () => {
  expect(tilingOf(1, 500, 280, 8)).toEqual({ columns: 1, side: 280 });
});

test('chooses the columns that make pictures largest and fill every row', () => {
  expect(tilingOf(4, 600, 140, 8)).toEqual({ columns: 4, side: 140 });
  expect(tilingOf(4, 300, 300, 10)).toEqual({ columns: 2, side: 145 });
  expect(tilingOf(9, 500, 280, 8)).toEqual({ columns: 3, side: 88 });
});

test('leaves the last row unfilled where that makes pictures much larger', () => {
  // Nine beside each other would be 89 wide, three by three 80.
  expect(tilingOf(9, 870, 280, 8, 14)).toEqual({ columns: 5, side: 122 });
  expect(tilingOf(10, 870, 280, 8, 14)).toEqual({ columns: 5, side: 122 });
});

test('has no picture, and never a negative size, without room', () => {
  expect(tilingOf(16, 0, 0, 8).side).toBe(0);
});

test('leaves room under each picture', () => {
  expect(tilingOf(9, 400, 400, 8, 14)).toEqual({ columns: 3, side: 114 });
});
