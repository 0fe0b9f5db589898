import { expect, test } from 'vitest';
import { cutBefore, reachedNorms } from './truncation.ts';

test('reaches the last k steps and no earlier one', () => {
  const read = { steps: 28, firstStep: 0 };
  expect([0, 1, 5, 28, 40].map((truncation) => cutBefore({ ...read, truncation }))).toEqual([null, 27, 23, null, null]);
  expect(cutBefore({ steps: 28, firstStep: 21, truncation: 7 })).toBeNull();
  expect(cutBefore({ steps: 28, firstStep: 21, truncation: 6 })).toBe(22);
});

test('leaves out norms before the truncation', () => {
  const norms = Float32Array.of(1, 2, 3);
  expect(reachedNorms(norms, null)).toBe(norms);
  expect([...reachedNorms(norms, 2)]).toEqual([0, 0, 3]);
});
