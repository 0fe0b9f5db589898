import { expect, test } from 'vitest';
import { scaleEnd, totalSurprise } from './row-surprise.ts';

test('the scale ends at a round number that every row fits into', () => {
  expect(scaleEnd(Float32Array.of(0, -0.1, -3.9))).toBe(5);
  expect(scaleEnd(new Float32Array(28))).toBe(2);
  expect(scaleEnd(Float32Array.of(-20))).toBe(20);
  expect(scaleEnd(Float32Array.of(-1e9))).toBe(1000);
});

test('the surprise of an image is the sum over its rows', () => {
  expect(totalSurprise(Float32Array.of(0, -1.5, -2))).toBe(3.5);
});
