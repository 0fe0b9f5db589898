import { expect, test } from 'vitest';
import { around, piecesOf } from './pieces.ts';

/** 5×4 ink from characters: `#` full, others none. */
function inkOf(...lines: string[]) {
  return { width: 5, height: 4, coverage: Uint8Array.from(lines.join(''), (each) => (each === '#' ? 255 : 0)) };
}

test('pixels that touch at a corner are one piece, with its bounds and its ink', () => {
  expect(piecesOf(inkOf('.....', '.#...', '..#..', '.....'))).toEqual([
    { bounds: { left: 1, top: 1, right: 3, bottom: 3 }, pixels: [6, 12], mass: 510 },
  ]);
});

test('the end of one row does not touch the start of the next', () => {
  expect(piecesOf(inkOf('....#', '#....', '.....', '#...#')).map(({ pixels }) => pixels)).toEqual([
    [4],
    [5],
    [15],
    [19],
  ]);
});

test('computes one rectangle around several', () => {
  const bounds = around([
    { left: 3, top: 1, right: 4, bottom: 2 },
    { left: 0, top: 5, right: 2, bottom: 9 },
  ]);
  expect(bounds).toEqual({ left: 0, top: 1, right: 4, bottom: 9 });
});
