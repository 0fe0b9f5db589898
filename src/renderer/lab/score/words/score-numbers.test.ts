import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cellNumbers, rowNumbers, tileNumbers } from './score-numbers.ts';
import { syntheticTrace } from '../testing/synthetic-trace.ts';
import { tilesOf } from '../reading/tiles.ts';

const names = { step: 'row', unit: 'unit' };

function read(text: string, separator = '\t') {
  const [header, ...lines] = text.trimEnd().split('\n');
  return { header: header.split(separator), lines: lines.map((line) => line.split(separator).map(Number)) };
}

test('writes a cell as one line under a header of the cell’s own symbols', () => {
  const trace = syntheticTrace();
  const tiles = tilesOf(trace, trace.layers[0]);
  fc.assert(
    fc.property(fc.nat(27), fc.nat(15), (row, column) => {
      const { header, lines } = read(cellNumbers(tiles, { row, column, head: null }, names));
      expect(header).toEqual(['row', 'unit', 'f', 'i', 'g', 'c', 'o', 'h']);
      expect(lines).toHaveLength(1);
      expect(lines[0].slice(0, 2)).toEqual([row + 1, column + 1]);
      const { forgetGate, hiddenState } = trace.layers[0].matrices;
      expect(lines[0][2]).toBeCloseTo(forgetGate?.[row * 16 + column] ?? NaN, 6);
      expect(lines[0][7]).toBeCloseTo(hiddenState?.[row * 16 + column] ?? NaN, 6);
    }),
  );
});

test('writes what every head makes of a step for a cell of a head', () => {
  const trace = syntheticTrace({ cell: 'transformer' });
  const tiles = tilesOf(trace, trace.layers[0]);
  const { header, lines } = read(cellNumbers(tiles, { row: 4, column: 9, head: 1 }, names));
  expect(header).toEqual(['row', 'row′', 'A₁', 'A₂']);
  const { attention } = trace.layers[0];
  expect(lines[0][3]).toBeCloseTo(attention?.[(28 + 4) * 28 + 9] ?? NaN, 6);
});

test('writes a line for each unit of a row', () => {
  const trace = syntheticTrace({ units: 5 });
  const { lines } = read(rowNumbers(tilesOf(trace, trace.layers[0]), 7, names));
  expect(lines.map(([row, unit]) => [row, unit])).toEqual([1, 2, 3, 4, 5].map((unit) => [8, unit]));
});

test('writes every number of a tile, whichever separator, except what was not read', () => {
  const trace = syntheticTrace({ window: 20 });
  const [forget] = tilesOf(trace, trace.layers[0]);
  for (const separator of ['\t', ',']) {
    const { header, lines } = read(tileNumbers(forget, trace.firstStep, names, separator), separator);
    expect(header).toEqual(['row', ...Array.from({ length: 16 }, (_, unit) => String(unit + 1))]);
    expect(lines).toHaveLength(20);
    lines.forEach(([row, ...values]) => {
      values.forEach((value, unit) => {
        expect(value).toBeCloseTo(forget.matrix?.[(row - 1) * 16 + unit] ?? NaN, 6);
      });
    });
  }
});

test('leaves what is not a number empty', () => {
  const trace = syntheticTrace({ units: 1 });
  const [forget] = tilesOf(trace, trace.layers[0]);
  expect(tileNumbers({ ...forget, matrix: Float32Array.of(NaN, 0.25) }, 0, names, ',')).toBe('row,1\n1,\n2,0.25\n');
});
