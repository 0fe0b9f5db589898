import { describe, expect, test } from 'vitest';
import { decimals, factor, magnitude, powerOfTen, signed } from './numbers.ts';

describe('numbers as text', () => {
  test('have two decimals, a true minus sign and no negative zero', () => {
    expect([0.934, -0.62, -0.004, 0, 1, -12.345].map(signed)).toEqual([
      '0.93',
      '−0.62',
      '0.00',
      '0.00',
      '1.00',
      '−12.35',
    ]);
  });

  test('stand in parentheses after an operator when negative', () => {
    expect([0.41, -0.62, -0.001].map(factor)).toEqual(['0.41', '(−0.62)', '0.00']);
  });

  test('raise the exponents of powers of ten', () => {
    expect([-12, -3, 0, 4].map(powerOfTen)).toEqual(['10⁻¹²', '10⁻³', '10⁰', '10⁴']);
  });

  test('keep two digits of a magnitude, however small', () => {
    expect([0.1264, 0.0149, 0.0000423, 7, 0].map(magnitude)).toEqual(['0.13', '0.015', '4.2·10⁻⁵', '7', '0']);
  });
});

test('are a dash, never NaN, for what is not a number', () => {
  for (const value of [Number.NaN, Infinity, -Infinity]) {
    expect([signed(value), factor(value), magnitude(value)]).toEqual(['–', '–', '–']);
  }
});

test('have two digits and a power of ten beyond all bounds', () => {
  expect(signed(-5.533144336487444e34)).toBe('−5.5·10³⁴');
  expect(factor(-1e34)).toBe('(−1.0·10³⁴)');
  expect([decimals(1e34, 3), decimals(-1e34, 1), decimals(Number.NaN, 2), decimals(1.25, 1)]).toEqual([
    ...['1.0·10³⁴', '−1.0·10³⁴', '–'],
    '1.3',
  ]);
});
