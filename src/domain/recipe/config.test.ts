import { expect, test } from 'vitest';
import { defaultConfig, parameterCount, weightShapes } from './config.ts';

test('every gate is a dense layer over input and hidden state, so an LSTM has four', () => {
  const dense = (28 + 128 + 1) * 128;
  expect(parameterCount(defaultConfig)).toBe(4 * dense + (128 + 1) * 10);
});

test('a second layer reads the hidden state of the first', () => {
  const shapes = Object.fromEntries(
    weightShapes({ ...defaultConfig, units: 16, layers: 2 }).map(({ name, shape }) => [name, shape]),
  );
  expect(shapes).toEqual({
    'lstm_1/kernel': [28, 64],
    'lstm_1/recurrent_kernel': [16, 64],
    'lstm_1/bias': [64],
    'lstm_2/kernel': [16, 64],
    'lstm_2/recurrent_kernel': [16, 64],
    'lstm_2/bias': [64],
    'readout/kernel': [16, 10],
    'readout/bias': [10],
  });
});
