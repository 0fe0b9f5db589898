import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pixelCount } from '../sequence.ts';
import { onGrid, packPixels, packStrokes, unpackPixels, unpackStrokes } from './packed-ink.ts';

const units = fc.integer({ min: -4_000, max: 4_000 }).map((quarters) => quarters / 4);
const strokes = fc.array(
  fc.record({
    points: fc.array(fc.record({ x: units, y: units, width: units }), { maxLength: 40 }),
    erases: fc.boolean(),
  }),
);

test('gives strokes back as they were, to the quarter of a raster unit', () => {
  fc.assert(
    fc.property(strokes, (drawn) => {
      expect(unpackStrokes(packStrokes(drawn))).toEqual(drawn);
    }),
  );
});

test('puts numbers onto the grid, where they stay', () => {
  expect([0.1, 12.13, -3.9].map(onGrid)).toEqual([0, 12.25, -4]);
  fc.assert(
    fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), (x) => {
      expect(Math.abs(onGrid(x) - x)).toBeLessThanOrEqual(1 / 8);
      expect(onGrid(onGrid(x))).toBe(onGrid(x));
    }),
  );
});

test('takes two bytes for a point near the one before, where the pen keeps its width', () => {
  const points = Array.from({ length: 100 }, (_, index) => ({ x: 40 + 2 * index, y: 250 - 3 * index, width: 25 }));
  expect(packStrokes([{ points, erases: false }]).length).toBeLessThan(2 * 100 + 8);
});

const pixels = fc
  .array(fc.oneof(fc.constant(0), fc.constant(0), fc.nat(255)), { minLength: pixelCount, maxLength: pixelCount })
  .map((values) => Uint8Array.from(values));

test('gives pixels back as they were, and never takes more than one byte beyond them', () => {
  fc.assert(
    fc.property(pixels, (image) => {
      const packed = packPixels(image);
      expect(unpackPixels(packed)).toEqual(image);
      expect(packed.length).toBeLessThanOrEqual(pixelCount + 1);
    }),
  );
  expect(packPixels(new Uint8Array(pixelCount)).length).toBe(9);
});

test('refuses other bytes without an error, however they are made up', () => {
  expect([[], [0], [1, 0], [1, 0, 255], [7]].map((bytes) => unpackPixels(Uint8Array.from(bytes)))).toEqual(
    Array.from({ length: 5 }, () => null),
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 1_500 }), (bytes) => {
      expect(unpackPixels(bytes)?.length ?? pixelCount).toBe(pixelCount);
      const drawn = unpackStrokes(bytes) ?? [];
      expect(drawn.flatMap(({ points }) => points).every(({ x, y, width }) => Number.isFinite(x + y + width))).toBe(
        true,
      );
    }),
  );
});
