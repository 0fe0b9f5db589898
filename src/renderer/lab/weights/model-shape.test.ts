import { expect, test } from 'vitest';
import { defaultConfig } from '../../../domain/recipe/config.ts';
import { shapesInWords, sizesOfCells } from './model-shape.ts';

test('has U, W and V for one layer', () => {
  expect(shapesInWords(defaultConfig)).toBe('U 512×28 · W 512×128 · V 10×128');
});

test('numbers stacked layers', () => {
  expect(shapesInWords({ ...defaultConfig, units: 8, layers: 2 })).toBe(
    'U₁ 32×28 · W₁ 32×8 · U₂ 32×8 · W₂ 32×8 · V 10×8',
  );
});

test('gives U a column per pixel of a step and a row per unit of each gate', () => {
  expect(shapesInWords({ ...defaultConfig, cell: 'gru', order: 'pixels' })).toBe('U 384×1 · W 384×128 · V 10×128');
  expect(shapesInWords({ ...defaultConfig, cell: 'rnn', order: 'rowPairs' })).toBe('U 128×56 · W 128×128 · V 10×128');
});

test('lists a Transformer’s own matrices, once for all its blocks', () => {
  expect(shapesInWords({ ...defaultConfig, cell: 'transformer', units: 64, layers: 2 })).toBe(
    'E 64×28 · Q 64×64 · K 64×64 · V 64×64 · O 64×64 · F₁ 256×64 · F₂ 64×256 · R 10×64',
  );
});

test('counts each gate as a dense layer: a GRU has three times the weights of an RNN, an LSTM four times', () => {
  const readout = 128 * 10 + 10;
  const sizes = new Map(sizesOfCells(defaultConfig).map((size) => [size.cell, size]));
  const [rnn, gru, lstm] = [sizes.get('rnn'), sizes.get('gru'), sizes.get('lstm')];
  if (!rnn || !gru) throw new Error('Both have a size.');
  expect(rnn).toEqual({ cell: 'rnn', factor: 1, parameters: (28 + 128 + 1) * 128 + readout });
  expect(gru.factor).toBe(Number((gru.parameters / rnn.parameters).toFixed(1)));
  expect(gru.parameters - readout).toBe(3 * (rnn.parameters - readout));
  // The readout is the same for all, so an LSTM has less than four times as many.
  expect(lstm).toEqual({ cell: 'lstm', factor: 3.8, parameters: 81_674 });
});
