import { expect, test } from 'vitest';
import { belowFloor, drawn, gradientMagnitude, logFloor, markText } from './log-scale.ts';

test('has every finite number on a linear axis, and a gap for others', () => {
  expect([1e-30, -2, 0, 1e34, NaN, Infinity, null, undefined].map(drawn([], false))).toEqual([
    ...[1e-30, -2, 0, 1e34],
    ...[null, null, null, null],
  ]);
});

test('ends a logarithmic axis at its floor, where zeros are drawn if a curve comes down to it', () => {
  const values = [1, 1e-19, 1e-45, 0, -1, NaN, -Infinity];
  expect(values.map(drawn([values], true))).toEqual([1, 1e-19, logFloor, logFloor, null, null, null]);
  expect([1, 0].map(drawn([Float32Array.of(1, 0, NaN)], true))).toEqual([1, null]);
  expect(belowFloor).toBe('<10⁻²⁰');
});

test('writes a gradient as far as float32 has digits for it, and never as none', () => {
  expect([0, 2 ** -149, 1e-38].map(gradientMagnitude)).toEqual([belowFloor, belowFloor, belowFloor]);
  expect([1.2e-38, 0.5].map(gradientMagnitude)).toEqual(['1.2·10⁻³⁸', '0.5']);
});

test('writes 0 at the origin of a linear axis, and marks the lowest label of a logarithmic one as the floor', () => {
  const percent = (mark: number) => `${100 * mark}%`;
  expect(markText(0, false, gradientMagnitude)).toBe('0');
  expect([0, 0.5].map((mark) => markText(mark, false, percent))).toEqual(['0%', '50%']);
  expect(markText(logFloor, true, gradientMagnitude)).toBe(belowFloor);
  expect(markText(1, true, gradientMagnitude)).toBe('1');
});
