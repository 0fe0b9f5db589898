import { expect, test } from 'vitest';
import { belowFloor, drawn, logFloor } from './log-scale.ts';

test('a linear axis has every finite number, and a gap for what is none', () => {
  expect([1e-30, -2, 0, 1e34, NaN, Infinity, null, undefined].map(drawn([], false))).toEqual([
    ...[1e-30, -2, 0, 1e34],
    ...[null, null, null, null],
  ]);
});

test('a logarithmic axis ends at its floor, where zeros lie if a curve comes down to it', () => {
  const values = [1, 1e-19, 1e-45, 0, -1, NaN, -Infinity];
  expect(values.map(drawn([values], true))).toEqual([1, 1e-19, logFloor, logFloor, null, null, null]);
  expect([1, 0].map(drawn([Float32Array.of(1, 0, NaN)], true))).toEqual([1, null]);
  expect(belowFloor).toBe('<10⁻²⁰');
});
