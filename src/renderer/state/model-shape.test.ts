import { expect, test } from 'vitest';
import { defaultConfig } from '../../engine/models/config.ts';
import { shapesInWords, sizesOfCells } from './model-shape.ts';

test('one layer has U, W and V', () => {
  expect(shapesInWords(defaultConfig)).toBe('U 28×512 · W 128×512 · V 128×10');
});

test('stacked layers are numbered', () => {
  expect(shapesInWords({ ...defaultConfig, units: 8, layers: 2 })).toBe(
    'U₁ 28×32 · W₁ 8×32 · U₂ 8×32 · W₂ 8×32 · V 8×10',
  );
});

test('U has as many rows as a step has pixels, and as many columns as the gates have units', () => {
  expect(shapesInWords({ ...defaultConfig, cell: 'gru', order: 'pixels' })).toBe('U 1×384 · W 128×384 · V 128×10');
  expect(shapesInWords({ ...defaultConfig, cell: 'rnn', order: 'rowPairs' })).toBe('U 56×128 · W 128×128 · V 128×10');
});

test('a Transformer has matrices of its own, told once for all its blocks', () => {
  expect(shapesInWords({ ...defaultConfig, cell: 'transformer', units: 64, layers: 2 })).toBe(
    'E 28×64 · Q 64×64 · K 64×64 · V 64×64 · O 64×64 · F₁ 64×256 · F₂ 256×64 · R 64×10',
  );
});

test('each gate is a dense layer of its own: a GRU has three times the weights of an RNN, an LSTM four times', () => {
  const readout = 128 * 10 + 10;
  const [rnn, gru, lstm] = sizesOfCells(defaultConfig);
  expect(rnn).toEqual({ cell: 'rnn', factor: 1, parameters: (28 + 128 + 1) * 128 + readout });
  expect(gru.parameters - readout).toBe(3 * (rnn.parameters - readout));
  expect(lstm).toEqual({ cell: 'lstm', factor: 4, parameters: 81_674 });
});
