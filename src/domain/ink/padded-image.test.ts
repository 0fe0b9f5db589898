import { expect, test } from 'vitest';
import { blankPaddedImage, grownBox, pad, paddedSide } from './padded-image.ts';
import { pixelCount } from '../sequence.ts';

const blank = new Uint8Array(pixelCount);
const spotted = new Uint8Array(pixelCount);
spotted[5 * 28 + 20] = 1;
spotted[9 * 28 + 3] = 255;

test('an image gets a blank edge, and its ink a box', () => {
  const padded = blankPaddedImage();
  pad(
    blank.map(() => 7),
    padded,
  );
  expect(padded.box).toEqual({ firstRow: 1, lastRow: 28, firstColumn: 1, lastColumn: 28 });
  expect(padded.pixels.filter((value) => value === 7).length).toBe(pixelCount);
  pad(spotted, padded);
  expect(padded.box).toEqual({ firstRow: 6, lastRow: 10, firstColumn: 4, lastColumn: 21 });
  const expected = new Uint8Array(paddedSide ** 2);
  expected[6 * paddedSide + 21] = 1;
  expected[10 * paddedSide + 4] = 255;
  expect(padded.pixels).toEqual(expected);
});

test('the box of a blank image has no rows', () => {
  const padded = blankPaddedImage();
  pad(spotted, padded);
  pad(blank, padded);
  expect(padded.pixels.some((value) => value > 0)).toBe(false);
  expect(padded.box.lastRow).toBeLessThan(padded.box.firstRow);
});

test('a box grows by a pixel on each side, but not into the edge', () => {
  expect(grownBox({ firstRow: 6, lastRow: 10, firstColumn: 4, lastColumn: 21 })).toEqual({
    firstRow: 5,
    lastRow: 11,
    firstColumn: 3,
    lastColumn: 22,
  });
  const full = { firstRow: 1, lastRow: 28, firstColumn: 1, lastColumn: 28 };
  expect(grownBox(full)).toEqual(full);
});
