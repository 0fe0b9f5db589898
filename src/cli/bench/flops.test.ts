import { expect, test } from 'vitest';
import { flopsPerSample } from './flops.ts';

test('matches a digit through LSTM-128, counted by hand', () => {
  // Every row: 28 pixels into 4·128 gate sums. Every row but the first: 128 units into them, too. 128 units into 10
  // logits.
  const input = 28 * 28 * 512;
  const recurrent = 27 * 128 * 512;
  const readout = 128 * 10;

  expect(flopsPerSample('lstm', 128, 'forward')).toBe(2 * (input + recurrent + readout));
  // Backward: a weight gradient for each product, and an input gradient for all but that of the pixels.
  expect(flopsPerSample('lstm', 128, 'training')).toBe(2 * (2 * input + 3 * recurrent + 3 * readout));
  expect(flopsPerSample('lstm', 128, 'training')).toBe(12_230_144);
});

test('has three blocks for GRU, four for LSTM, and one for a plain cell', () => {
  const readout = 6 * 64 * 10;
  const ofBlocks = (cell: 'lstm' | 'gru' | 'rnn') => flopsPerSample(cell, 64, 'training') - readout;

  expect(ofBlocks('gru') / ofBlocks('lstm')).toBe(3 / 4);
  expect(ofBlocks('rnn') / ofBlocks('lstm')).toBe(1 / 4);
});
