import { expect, test } from 'vitest';
import { pixelCount } from './sequence.ts';
import { changeStrokeWidth, stretchGreys } from './stroke-width.ts';
import { paddedSide } from './warp.ts';

/** A vertical line three pixels wide. */
const line = new Uint8Array(paddedSide ** 2);
for (let row = 5; row <= 25; row++) line.fill(255, row * paddedSide + 14, row * paddedSide + 17);

function rowOfLine(amount: number): number[] {
  const target = new Uint8Array(paddedSide ** 2);
  changeStrokeWidth(line, amount, target);
  return [...target.subarray(15 * paddedSide + 12, 15 * paddedSide + 19)];
}

test('a line grows by a pixel on each side, or shrinks by one', () => {
  expect(rowOfLine(1)).toEqual([0, 255, 255, 255, 255, 255, 0]);
  expect(rowOfLine(-1)).toEqual([0, 0, 0, 255, 0, 0, 0]);
});

test('in between, the edge is grey', () => {
  expect(rowOfLine(0.5)).toEqual([0, 127, 255, 255, 255, 127, 0]);
  expect(rowOfLine(-0.5)).toEqual([0, 0, 127, 255, 127, 0, 0]);
  expect(rowOfLine(0)).toEqual([0, 0, 255, 255, 255, 0, 0]);
});

test('beyond a pixel on each side it goes on growing, up to two', () => {
  const wide = (amount: number) => {
    const target = new Uint8Array(paddedSide ** 2);
    changeStrokeWidth(line, amount, target);
    return [...target.subarray(15 * paddedSide + 11, 15 * paddedSide + 20)];
  };
  expect(wide(1.5)).toEqual([0, 127, 255, 255, 255, 255, 255, 127, 0]);
  expect(wide(2)).toEqual([0, 255, 255, 255, 255, 255, 255, 255, 0]);
});

test('a dot grows into a cross, then into an octagon', () => {
  const dot = new Uint8Array(paddedSide ** 2);
  dot[15 * paddedSide + 15] = 255;
  const picture = (amount: number) => {
    const target = new Uint8Array(paddedSide ** 2);
    changeStrokeWidth(dot, amount, target);
    return Array.from({ length: 5 }, (_, row) =>
      Array.from({ length: 5 }, (_, column) => (target[(13 + row) * paddedSide + 13 + column] > 0 ? '#' : '.')).join(
        '',
      ),
    );
  };
  expect(picture(1)).toEqual(['.....', '..#..', '.###.', '..#..', '.....']);
  expect(picture(2)).toEqual(['.###.', '#####', '#####', '#####', '.###.']);
});

test('at the edge of the image lines end, and nothing is taken from the row beside', () => {
  const bars = new Uint8Array(paddedSide ** 2);
  bars.fill(255, 7 * paddedSide + 1, 8 * paddedSide - 1);
  const target = new Uint8Array(paddedSide ** 2);
  changeStrokeWidth(bars, 2, target);
  const rowsWithInk = Array.from({ length: paddedSide }, (_, row) => row).filter((row) =>
    target.subarray(row * paddedSide, (row + 1) * paddedSide).some((value) => value > 0),
  );
  expect(rowsWithInk).toEqual([5, 6, 7, 8, 9]);
  for (const row of rowsWithInk) expect([target[row * paddedSide], target[(row + 1) * paddedSide - 1]]).toEqual([0, 0]);
});

test('greys are stretched to the brightest, and a blank image stays blank', () => {
  const image = new Uint8Array(pixelCount);
  stretchGreys(image);
  expect(image.every((value) => value === 0)).toBe(true);
  image.set([100, 60, 1]);
  stretchGreys(image);
  expect([...image.subarray(0, 4)]).toEqual([255, 153, 3, 0]);
});
