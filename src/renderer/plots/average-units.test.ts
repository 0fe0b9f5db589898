import fc from 'fast-check';
import { expect, test } from 'vitest';
import { averageUnits } from './average-units.ts';

test('enough columns give the matrix itself back', () => {
  const matrix = Float32Array.of(1, 2, 3, 4);
  expect(averageUnits(matrix, 2, 2, 2)).toBe(matrix);
  expect(averageUnits(matrix, 2, 2, 9)).toBe(matrix);
});

test('neighbours are averaged, a unit on a boundary by its share', () => {
  // Three units in two columns: column 0 holds unit 0 and half of unit 1, one and a half units wide.
  expect([...averageUnits(Float32Array.of(3, 6, 9), 1, 3, 2)]).toEqual([4, 8]);
  expect([...averageUnits(Float32Array.of(0, 1, 1, 1, -1, 1, 0, 0), 2, 4, 2)]).toEqual([0.5, 1, 0, 0]);
});

test('every row keeps its mean', () => {
  const shapes = fc.record({
    units: fc.integer({ min: 2, max: 300 }),
    share: fc.double({ min: 0.01, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(shapes, fc.integer(), ({ units, share }, seed) => {
      const columns = Math.max(1, Math.floor(units * share));
      const matrix = Float32Array.from({ length: 2 * units }, (_, i) => Math.sin(i * i + seed));
      const averaged = averageUnits(matrix, 2, units, columns);
      const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
      for (const row of [0, 1]) {
        const wanted = mean(matrix.subarray(row * units, (row + 1) * units));
        // float32 sums of at most 300 values of magnitude 1.
        expect(mean(averaged.subarray(row * columns, (row + 1) * columns))).toBeCloseTo(wanted, 4);
      }
    }),
  );
});
