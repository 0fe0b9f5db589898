import { expect, test } from 'vitest';
import { loudestUnit } from './loudest-unit.ts';

const hiddenState = Float32Array.of(0.9, 0, 0, 0.2, -0.7, 0.7);
const layer = { matrices: { hiddenState }, attention: null, gradientNorm: Float32Array.of(1, 1) } as never;

test('is the unit farthest from zero after that step, on either side, and the first of equals', () => {
  expect(loudestUnit(layer, 3, 0)).toBe(0);
  expect(loudestUnit(layer, 3, 1)).toBe(1);
});
