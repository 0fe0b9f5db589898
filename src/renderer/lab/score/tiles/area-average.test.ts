import fc from 'fast-check';
import { expect, test } from 'vitest';
import { areaAverage } from './area-average.ts';

const columnsOnly = (matrix: Float32Array, rows: number, columns: number, most: number) => [
  ...areaAverage(matrix, { rows, columns }, { rows, columns: most }).cells,
];

test('returns a matrix that fits unchanged', () => {
  const matrix = Float32Array.of(1, 2, 3, 4);
  for (const most of [2, 9]) {
    const { cells, rows, columns } = areaAverage(matrix, { rows: 2, columns: 2 }, { rows: most, columns: most });
    expect(cells).toBe(matrix);
    expect([rows, columns]).toEqual([2, 2]);
  }
});

test('averages neighbours, a cell on a boundary by its share', () => {
  // Three cells in two: the first holds cell 0 and half of cell 1, one and a half cells wide.
  expect(columnsOnly(Float32Array.of(3, 6, 9), 1, 3, 2)).toEqual([4, 8]);
  expect(columnsOnly(Float32Array.of(0, 1, 1, 1, -1, 1, 0, 0), 2, 4, 2)).toEqual([0.5, 1, 0, 0]);
  expect([...areaAverage(Float32Array.of(3, 6, 9), { rows: 3, columns: 1 }, { rows: 2, columns: 1 }).cells]).toEqual([
    4, 8,
  ]);
});

test('averages rows and columns together, and keeps the mean of all cells', () => {
  const shapes = fc.record({
    rows: fc.integer({ min: 1, max: 60 }),
    columns: fc.integer({ min: 1, max: 200 }),
    most: fc.record({ rows: fc.integer({ min: 1, max: 60 }), columns: fc.integer({ min: 1, max: 200 }) }),
  });
  fc.assert(
    fc.property(shapes, fc.integer(), ({ rows, columns, most }, seed) => {
      const matrix = Float32Array.from({ length: rows * columns }, (_, i) => Math.sin(i * i + seed));
      const averaged = areaAverage(matrix, { rows, columns }, most);
      expect(averaged.cells).toHaveLength(averaged.rows * averaged.columns);
      expect([averaged.rows <= most.rows, averaged.columns <= most.columns]).toEqual([true, true]);
      const mean = (values: Float32Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
      // float32 sums of at most 12,000 values of magnitude 1.
      expect(mean(averaged.cells)).toBeCloseTo(mean(matrix), 4);
    }),
  );
});
