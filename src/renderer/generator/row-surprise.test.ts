import { expect, test } from 'vitest';
import { scaleEnd, totalSurprise } from './row-surprise.ts';

test('ends the scale at a round number that fits every row', () => {
  expect(scaleEnd(Float32Array.of(0, -0.1, -3.9))).toBe(5);
  expect(scaleEnd(new Float32Array(28))).toBe(2);
  expect(scaleEnd(Float32Array.of(-20))).toBe(20);
  expect(scaleEnd(Float32Array.of(-1e9))).toBe(1000);
});

test('sums the surprise of an image over its rows', () => {
  expect(totalSurprise(Float32Array.of(0, -1.5, -2))).toBe(3.5);
});
