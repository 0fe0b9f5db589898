import { expect, test } from 'vitest';
import { toGrey } from './grey-image.ts';

type Colour = readonly [red: number, green: number, blue: number, opacity: number];

const image = (width: number, ...colours: Colour[]) => ({
  width,
  height: colours.length / width,
  data: colours.flat(),
});
const levelsOf = (...colours: Colour[]) => [...toGrey(image(colours.length, ...colours), false).levels];

test('colours become the luma of BT.601', () => {
  expect(levelsOf([255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [255, 255, 255, 255])).toEqual([
    76, 150, 29, 255,
  ]);
});

test('behind dark paint a transparent sheet is white, behind light paint it is black', () => {
  expect(levelsOf([20, 20, 20, 255], [255, 255, 255, 0], [20, 20, 20, 51])).toEqual([20, 255, 208]);
  expect(levelsOf([240, 240, 240, 255], [0, 0, 0, 0], [240, 240, 240, 51])).toEqual([240, 0, 48]);
});

test('a picture of up to 800 pixels keeps every pixel, and says whether it was compressed', () => {
  const data = new Uint8Array(800 * 4).fill(255);
  expect(toGrey({ width: 800, height: 1, data }, true)).toMatchObject({ width: 800, height: 1, isLossy: true });
});

test('a larger one is made smaller by whole numbers, each pixel the mean of those under it', () => {
  const column: Colour[] = Array.from({ length: 802 }, (_, y) =>
    y % 2 === 0 ? [100, 100, 100, 255] : [50, 50, 50, 255],
  );
  const shrunk = toGrey(image(2, ...column.flatMap((colour) => [colour, colour])), false);
  expect(shrunk).toMatchObject({ width: 1, height: 401 });
  expect(new Set(shrunk.levels)).toEqual(new Set([75]));
});

test('a picture too narrow to be made smaller stays as it is', () => {
  const data = new Uint8Array(1700 * 4).fill(255);
  expect(toGrey({ width: 1, height: 1700, data }, false)).toMatchObject({ width: 1, height: 1700 });
});
