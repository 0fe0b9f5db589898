import { expect, test } from 'vitest';
import { lookOf } from './run-look.ts';

test('24 runs that follow each other all look different', () => {
  const looks = Array.from({ length: 24 }, (_, index) => JSON.stringify(lookOf(index + 7)));
  expect(new Set(looks).size).toBe(24);
});

test('eight runs that follow each other differ by their dash alone', () => {
  for (let first = 1; first <= 16; first += 8) {
    const dashes = Array.from({ length: 8 }, (_, index) => JSON.stringify(lookOf(first + index).dash));
    expect(new Set(dashes).size).toBe(8);
  }
});

test('the first run has the first colour, drawn through', () => {
  expect(lookOf(1)).toEqual({ colourVariable: '--run-1', dash: [] });
});
