import { expect, test } from 'vitest';
import type { Cell } from '../../domain/recipe/recipe.ts';
import { shapeOf, tilesOf } from '../lab/score/reading/tiles.ts';
import { syntheticTrace } from '../lab/score/testing/synthetic-trace.ts';
import { unitReadout } from './readout.ts';

const spot = { row: 15, column: 3 };

function readoutOf(cell: Cell, symbol: string): string {
  const trace = syntheticTrace({ cell, units: 8 });
  const shape = shapeOf(trace);
  const [layer] = trace.layers;
  const tile = shape && tilesOf(shape, layer).find((each) => each.symbol === symbol);
  if (!tile) throw new Error(`No tile ${symbol}.`);
  return unitReadout(tile, shape, 'tanh', layer, spot)
    .map(({ text }) => text)
    .join('');
}

const number = String.raw`\(?−?\d\.\d\d\)?`;

test('writes the formula of the memory with the unit’s numbers, and what it comes to', () => {
  const text = readoutOf('lstm', 'c');
  expect(text).toMatch(new RegExp(`^c = f·cₜ₋₁ \\+ i·g = ${number}·${number} \\+ ${number}·${number} = ${number}$`));
  const [f, before, i, g, c] = [...text.matchAll(/−?\d\.\d\d/g)].map(([each]) => Number(each.replace('−', '-')));
  expect(f * before + i * g).toBeCloseTo(c, 1);
});

test('writes a gate’s formula and its value', () => {
  expect(readoutOf('lstm', 'f')).toMatch(new RegExp(`^f = σ\\(U·x \\+ W·hₜ₋₁ \\+ b\\) = ${number}$`));
  expect(readoutOf('gru', 'z')).toMatch(new RegExp(`^z = σ\\(.*\\) = ${number}$`));
  expect(readoutOf('rnn', 'h')).toMatch(new RegExp(`^h = tanh\\(.*\\) = ${number}$`));
});

test('writes the value alone where no line says how it is computed', () => {
  expect(readoutOf('transformer', 'h')).toMatch(new RegExp(`^h = ${number}$`));
});
