import { expect, test } from 'vitest';
import { blankShape, colourScales, probabilityLook, tileCounts, tilesOf } from './tiles.ts';
import { syntheticTrace } from '../testing/synthetic-trace.ts';

const symbolsOf = (options: Parameters<typeof syntheticTrace>[0]) => {
  const trace = syntheticTrace(options);
  return tilesOf(trace, trace.layers[0]).map(({ symbol }) => symbol);
};

test('has the tiles of each cell in the order in which it computes them', () => {
  expect(symbolsOf({ cell: 'lstm' })).toEqual(['f', 'i', 'g', 'c', 'o', 'h']);
  expect(symbolsOf({ cell: 'gru' })).toEqual(['r', 'z', 'n', 'h']);
  expect(symbolsOf({ cell: 'rnn' })).toEqual(['h', 'φ′']);
  expect(symbolsOf({ cell: 'transformer', heads: 3 })).toEqual(['A₁', 'A₂', 'A₃', 'h']);
});

test('knows the heads that are switched off', () => {
  const trace = syntheticTrace({ cell: 'transformer', heads: 3 });
  expect(tilesOf(trace, trace.layers[0], [1]).map(({ isOff }) => isOff)).toEqual([false, true, false, false]);
});

test('has rows × columns numbers in each tile, also with a window and with other steps', () => {
  for (const cell of ['lstm', 'gru', 'rnn', 'transformer'] as const) {
    for (const order of ['rowsDown', 'rowPairs'] as const) {
      const trace = syntheticTrace({ cell, order, window: 5 });
      const tiles = tilesOf(trace, trace.layers[0]);
      const { heads, gates } = tileCounts(trace);
      expect(tiles).toHaveLength(heads + gates);
      for (const { matrix, columns } of tiles) expect(matrix).toHaveLength(trace.steps * columns);
    }
  }
});

test('has empty tiles with nothing to read', () => {
  const shape = blankShape({ cell: 'transformer', heads: 2 }, 28);
  expect(tilesOf(shape, null).map(({ matrix }) => matrix)).toEqual([null, null, null]);
  expect(blankShape({ cell: 'gru', heads: 4 }, 28).heads).toBe(0);
});

test('has each colour scale once, with all its symbols', () => {
  const lookup = (options: Parameters<typeof syntheticTrace>[0]) => {
    const trace = syntheticTrace(options);
    return colourScales(tilesOf(trace, trace.layers[0]), probabilityLook).map(({ looks, range }) => [
      looks.map(({ symbol }) => symbol).join(' '),
      range,
    ]);
  };
  expect(lookup({ cell: 'gru' })).toEqual([
    ['r z p', 1],
    ['n h', 1],
  ]);
  const [attention, output, probability] = lookup({ cell: 'transformer' });
  expect(attention[0]).toBe('A');
  expect(attention[1]).toBeLessThan(1);
  expect(output).toEqual(['h', 2]);
  expect(probability).toEqual(['p', 1]);
});
