import { expect, test } from 'vitest';
import { tapeBytes } from './tape.ts';

test('an LSTM keeps four gates, c, tanh(c) and h of each step, in four bytes each', () => {
  const network = { cell: 'lstm', units: 128, layers: 1 } as const;
  expect(tapeBytes(network, 28)).toBe(28 * 7 * 128 * 4);
  expect(tapeBytes({ ...network, layers: 2 }, 784)).toBe(2 * 784 * 7 * 128 * 4);
});
