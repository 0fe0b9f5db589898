import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blankPaddedImage, pad, paddedSide } from '../ink/padded-image.ts';
import { pixelCount } from '../sequence.ts';
import { changeStrokeWidth, stretchGreys } from './stroke-width.ts';

/** A vertical line three pixels wide. */
const line = new Uint8Array(pixelCount);
for (let row = 4; row <= 24; row++) line.fill(255, row * 28 + 13, row * 28 + 16);

/** The padded pixels of an image with another pen, written over a full image. */
function drawn(image: Uint8Array, amount: number): Uint8Array {
  const [source, target] = [blankPaddedImage(), blankPaddedImage()];
  pad(new Uint8Array(pixelCount).fill(255), source);
  changeStrokeWidth(source, amount, target);
  pad(image, source);
  changeStrokeWidth(source, amount, target);
  return target.pixels;
}

function rowOfLine(amount: number): number[] {
  return [...drawn(line, amount).subarray(15 * paddedSide + 12, 15 * paddedSide + 19)];
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

test('beyond a pixel on each side it keeps growing, up to two', () => {
  const wide = (amount: number) => [...drawn(line, amount).subarray(15 * paddedSide + 11, 15 * paddedSide + 20)];
  expect(wide(1.5)).toEqual([0, 127, 255, 255, 255, 255, 255, 127, 0]);
  expect(wide(2)).toEqual([0, 255, 255, 255, 255, 255, 255, 255, 0]);
});

test('a dot grows into a cross, then into an octagon', () => {
  const dot = new Uint8Array(pixelCount);
  dot[14 * 28 + 14] = 255;
  const picture = (amount: number) => {
    const target = drawn(dot, amount);
    return Array.from({ length: 5 }, (_, row) =>
      Array.from({ length: 5 }, (_, column) => (target[(13 + row) * paddedSide + 13 + column] > 0 ? '#' : '.')).join(
        '',
      ),
    );
  };
  expect(picture(1)).toEqual(['.....', '..#..', '.###.', '..#..', '.....']);
  expect(picture(2)).toEqual(['.###.', '#####', '#####', '#####', '.###.']);
});

test('lines end at the edge of the image, and nothing leaks from the adjacent row', () => {
  const bars = new Uint8Array(pixelCount);
  bars.fill(255, 6 * 28, 7 * 28);
  const target = drawn(bars, 2);
  const rowsWithInk = Array.from({ length: paddedSide }, (_, row) => row).filter((row) =>
    target.subarray(row * paddedSide, (row + 1) * paddedSide).some((value) => value > 0),
  );
  expect(rowsWithInk).toEqual([5, 6, 7, 8, 9]);
  for (const row of rowsWithInk) expect([target[row * paddedSide], target[(row + 1) * paddedSide - 1]]).toEqual([0, 0]);
});

test('stretches greys to the brightest, and leaves a blank image blank', () => {
  const image = new Uint8Array(pixelCount);
  stretchGreys(image);
  expect(image.every((value) => value === 0)).toBe(true);
  image.set([100, 60, 1]);
  stretchGreys(image);
  expect([...image.subarray(0, 4)]).toEqual([255, 153, 3, 0]);
});

/** The formula in the comment of `changeStrokeWidth`, pixel by pixel. */
function plainly(image: Uint8Array, amount: number): number[] {
  const towards = (
    from: readonly number[],
    share: number,
    neighbours: 4 | 8,
    choose: (...values: number[]) => number,
  ) => {
    const at = (row: number, column: number) =>
      row < 0 || row > 27 || column < 0 || column > 27 ? 0 : from[row * 28 + column];
    return from.map((own, place) => {
      const [row, column] = [Math.floor(place / 28), place % 28];
      const beside = [-1, 0, 1].flatMap((down) => [-1, 0, 1].map((right) => [down, right] as const));
      const values = beside
        .filter(([down, right]) => neighbours === 8 || down === 0 || right === 0)
        .map(([down, right]) => at(row + down, column + right));
      return Math.floor(own + ((choose(...values) - own) * Math.round(share * 256)) / 256);
    });
  };
  if (amount < 0) return towards([...image], -amount, 4, Math.min);
  const cross = towards([...image], Math.min(1, amount), 4, Math.max);
  return amount <= 1 ? cross : towards(cross, amount - 1, 8, Math.max);
}

test('matches the formula at every pixel of any image, whatever is skipped', () => {
  const spot = fc.tuple(fc.nat(pixelCount - 1), fc.integer({ min: 1, max: 255 }));
  fc.assert(
    fc.property(fc.array(spot, { maxLength: 60 }), fc.double({ min: -1, max: 2, noNaN: true }), (spots, amount) => {
      const image = new Uint8Array(pixelCount);
      for (const [place, value] of spots) image[place] = value;
      const target = drawn(image, amount);
      const inner = Array.from({ length: 28 }, (_, row) =>
        Array.from(target.subarray((row + 1) * paddedSide + 1, (row + 2) * paddedSide - 1)),
      );
      expect(inner.flat()).toEqual(plainly(image, amount));
    }),
    { numRuns: 50 },
  );
});
