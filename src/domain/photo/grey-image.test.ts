import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ColourImage, toGrey } from './grey-image.ts';

type Colour = readonly [red: number, green: number, blue: number, opacity: number];

const image = (width: number, ...colours: Colour[]) => ({
  width,
  height: colours.length / width,
  data: Uint8Array.from(colours.flat()),
});
const levelsOf = (...colours: Colour[]) => [...toGrey(image(colours.length, ...colours), false).levels];

test('colours become the luma of BT.601', () => {
  expect(levelsOf([255, 0, 0, 255], [0, 255, 0, 255], [0, 0, 255, 255], [255, 255, 255, 255])).toEqual([
    76, 150, 29, 255,
  ]);
});

test('a transparent sheet is white behind dark paint and black behind light paint', () => {
  expect(levelsOf([20, 20, 20, 255], [255, 255, 255, 0], [20, 20, 20, 51])).toEqual([20, 255, 208]);
  expect(levelsOf([240, 240, 240, 255], [0, 0, 0, 0], [240, 240, 240, 51])).toEqual([240, 0, 48]);
});

test('keeps every pixel of a picture of up to 800 pixels, and reports compression', () => {
  const data = new Uint8Array(800 * 4).fill(255);
  expect(toGrey({ width: 800, height: 1, data }, true)).toMatchObject({ width: 800, height: 1, isLossy: true });
});

test('shrinks a larger one by whole numbers, each pixel the mean of those under it', () => {
  const column: Colour[] = Array.from({ length: 802 }, (_, y) =>
    y % 2 === 0 ? [100, 100, 100, 255] : [50, 50, 50, 255],
  );
  const shrunk = toGrey(image(2, ...column.flatMap((colour) => [colour, colour])), false);
  expect(shrunk).toMatchObject({ width: 1, height: 401 });
  expect(new Set(shrunk.levels)).toEqual(new Set([75]));
});

test('keeps a picture that is too narrow to shrink', () => {
  const data = new Uint8Array(1700 * 4).fill(255);
  expect(toGrey({ width: 1, height: 1700, data }, false)).toMatchObject({ width: 1, height: 1700 });
});

/** The definition, pixel by pixel. */
function plainLevels({ width, height, data }: ColourImage, factor: number): number[] {
  const luma = (at: number) => Math.fround(0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]);
  let [paint, opacity] = [0, 0];
  for (let at = 0; at < data.length; at += 4) {
    paint += luma(at) * data[at + 3];
    opacity += data[at + 3];
  }
  const backdrop = paint < 128 * opacity ? 255 : 0;
  const [columns, rows] = [Math.floor(width / factor), Math.floor(height / factor)];
  return Array.from({ length: columns * rows }, (_, pixel) => {
    let sum = 0;
    for (let under = 0; under < factor ** 2; under++) {
      const x = (pixel % columns) * factor + (under % factor);
      const y = Math.floor(pixel / columns) * factor + Math.floor(under / factor);
      const at = 4 * (y * width + x);
      sum += Math.round(backdrop + (luma(at) - backdrop) * (data[at + 3] / 255));
    }
    return Math.round(sum / factor ** 2);
  });
}

test('every level is the mean by definition, opaque or not, in sizes no factor divides', () => {
  const pictures = fc.record({
    width: fc.integer({ min: 700, max: 2500 }),
    height: fc.integer({ min: 1, max: 20 }),
    seed: fc.integer({ min: 1, max: 2 ** 31 - 1 }),
    leastOpacity: fc.constantFrom(0, 200, 255),
  });
  fc.assert(
    fc.property(pictures, ({ width, height, seed, leastOpacity }) => {
      let random = seed;
      const data = Uint8Array.from({ length: 4 * width * height }, (_, at) => {
        random = Math.imul(random, 1_664_525) + 1_013_904_223;
        return at % 4 === 3 ? Math.max(leastOpacity, random >>> 24) : random >>> 24;
      });
      const picture = { width, height, data };
      const grey = toGrey(picture, false);
      const factor = Math.floor(width / grey.width);
      expect([...grey.levels]).toEqual(plainLevels(picture, factor));
    }),
    { numRuns: 30 },
  );
});

test('opaque colours have the luma rounded to nearest', () => {
  for (let red = 0; red < 256; red += 51) {
    const data = Uint8Array.from({ length: 4 * 65_536 }, (_, at) => [red, at >> 10, (at >> 2) & 255, 255][at & 3]);
    const picture = { width: 256, height: 256, data };
    expect([...toGrey(picture, false).levels]).toEqual(plainLevels(picture, 1));
  }
});
