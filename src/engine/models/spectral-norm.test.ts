import { expect, test } from 'vitest';
import { spectralNorm } from './spectral-norm.ts';

test('finds the largest singular value of a matrix, whatever its signs, symmetry and size', () => {
  expect(spectralNorm(Float32Array.of(3, 0, 0, -5), 2)).toBeCloseTo(5, 3);
  // Singular values of [[1, 1], [0, 1]]: the golden ratio and its inverse.
  expect(spectralNorm(Float32Array.of(1, 1, 0, 1), 2)).toBeCloseTo((1 + Math.sqrt(5)) / 2, 3);
  // An orthogonal matrix stretches nothing.
  const [cosine, sine] = [Math.cos(0.3), Math.sin(0.3)];
  expect(spectralNorm(Float32Array.of(cosine, -sine, sine, cosine), 2)).toBeCloseTo(1, 3);
});

test('a zero matrix has norm 0, and an exploded one has none', () => {
  expect(spectralNorm(new Float32Array(9), 3)).toBe(0);
  expect(spectralNorm(Float32Array.of(1, NaN, 0, 1), 2)).toBeNaN();
});
