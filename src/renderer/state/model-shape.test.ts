import { expect, test } from 'vitest';
import { shapesInWords } from './model-shape.ts';

test('one layer has U, W and V', () => {
  expect(shapesInWords({ cell: 'lstm', units: 128, layers: 1 })).toBe('U 28×512 · W 128×512 · V 128×10');
});

test('stacked layers are numbered', () => {
  expect(shapesInWords({ cell: 'lstm', units: 8, layers: 2 })).toBe('U₁ 28×32 · W₁ 8×32 · U₂ 8×32 · W₂ 8×32 · V 8×10');
});
