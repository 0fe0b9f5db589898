import { expect, test } from 'vitest';
import { score } from './readout.ts';

test('huge equal logits cost as much as a guess', () => {
  expect(score(new Float32Array(20).fill(1e30), Uint8Array.of(3, 9)).loss).toBeCloseTo(2 * Math.log(10), 12);
});

test('a right answer costs nothing beside a far lower logit, and a wrong one costs the difference', () => {
  const logits = Float32Array.of(500, -500, 500, -500);
  expect(score(logits, Uint8Array.of(0, 1))).toEqual({ loss: 1000, correct: 1 });
});
