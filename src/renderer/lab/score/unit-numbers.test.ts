import { expect, test } from 'vitest';
import { parseUnits } from './unit-numbers.ts';

test('reads numbers and ranges as units, each once', () => {
  expect(parseUnits('', 8)).toEqual([]);
  expect(parseUnits('3', 8)).toEqual([2]);
  expect(parseUnits('7, 2-4 3', 8)).toEqual([1, 2, 3, 6]);
});

test('rejects what is not a number or not a unit of this network', () => {
  for (const text of ['0', '9', '4-2', 'all', '1.5', '2-', '-2']) expect(parseUnits(text, 8)).toBeNull();
});
