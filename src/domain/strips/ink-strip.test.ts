import { expect, test } from 'vitest';
import { blankInk, type Ink, rasterise } from '../ink/ink.ts';
import { stripMargin, stripOfInk, stripRaster } from './ink-strip.ts';

/** Ink that fills rectangles [left, top, width, height] of the wide pad. */
function inkIn(...filled: readonly (readonly [number, number, number, number])[]): Ink {
  const ink = blankInk(stripRaster.width, stripRaster.height);
  for (const [left, top, width, height] of filled) {
    for (let y = top; y < top + height; y++) {
      ink.coverage.fill(255, y * ink.width + left, y * ink.width + left + width);
    }
  }
  return ink;
}

function stripIn(...filled: readonly (readonly [number, number, number, number])[]) {
  const strip = stripOfInk(inkIn(...filled));
  if (strip === null || strip === 'tooLong') throw new Error('There is no strip.');
  return strip;
}

/** The first and last line (row or column) with ink. */
function extent({ pixels, width }: { pixels: Uint8Array; width: number }, of: 'rows' | 'columns') {
  const lines = [...pixels.entries()]
    .filter(([, byte]) => byte > 0)
    .map(([at]) => (of === 'rows' ? Math.floor(at / width) : at % width));
  return [Math.min(...lines), Math.max(...lines)];
}

test('scales ink to 20 rows in the middle of 28, with 4 blank columns on either side', () => {
  // 200 by 100 raster units: 20 rows and 10 columns.
  const strip = stripIn([500, 40, 100, 200]);
  expect(strip.width).toBe(10 + 2 * stripMargin);
  expect(strip.pixels.length).toBe(28 * 18);
  expect(extent(strip, 'rows')).toEqual([4, 23]);
  expect(extent(strip, 'columns')).toEqual([4, 13]);
  expect(strip.pixels[10 * 18 + 8]).toBe(255);
});

test('keeps what lies between the digits, and their sizes relative to each other', () => {
  const strip = stripIn([0, 0, 50, 100], [150, 50, 50, 50]);
  expect(strip.width).toBe(40 + 2 * stripMargin);
  const ink = (row: number, column: number) => strip.pixels[row * strip.width + column];
  const [top] = extent(strip, 'rows');
  expect([ink(top, 4), ink(top, 13), ink(top, 14), ink(top, 34)]).toEqual([255, 255, 0, 0]);
  expect([ink(top + 19, 33), ink(top + 19, 34), ink(top + 10, 43)]).toEqual([0, 255, 255]);
});

test('puts the centre of mass in the middle, but cuts no ink off', () => {
  // Nearly all ink is in the uppermost rows.
  const strip = stripIn([100, 0, 400, 10], [100, 10, 4, 190]);
  expect(extent(strip, 'rows')).toEqual([8, 27]);
});

test('makes the same of small and of large writing', () => {
  const points = [
    [20, 20],
    [60, 20],
    [30, 120],
  ] as const;
  const written = (scale: number) =>
    stripOfInk(
      rasterise([
        { erases: false, points: points.map(([x, y]) => ({ x: x * scale, y: y * scale, width: 10 * scale })) },
      ]),
    );
  const [small, large] = [written(1), written(2)];
  if (!small || !large || small === 'tooLong' || large === 'tooLong') throw new Error('There is no strip.');
  expect(small.width).toBe(large.width);
  const difference = small.pixels.reduce((sum, byte, at) => sum + Math.abs(byte - large.pixels[at]), 0);
  expect(difference / small.pixels.length).toBeLessThan(3);
});

test('says that a drawing is too long, and that there is none', () => {
  expect(stripOfInk(blankInk(stripRaster.width, stripRaster.height))).toBeNull();
  // 160 columns of ink with 8 blank ones are the most.
  expect(stripIn([0, 0, 1600, 200]).width).toBe(168);
  expect(stripOfInk(inkIn([0, 0, 1611, 200]))).toBe('tooLong');
});
