import { expect, test } from 'vitest';
import { parseUnits } from './unit-numbers.ts';

test('numbers and ranges are units, each once', () => {
  expect(parseUnits('', 8)).toEqual([]);
  expect(parseUnits('3', 8)).toEqual([2]);
  expect(parseUnits('7, 2-4 3', 8)).toEqual([1, 2, 3, 6]);
});

test('what is no number, or no unit of this network, is not taken', () => {
  for (const text of ['0', '9', '4-2', 'all', '1.5', '2-', '-2']) expect(parseUnits(text, 8)).toBeNull();
});
