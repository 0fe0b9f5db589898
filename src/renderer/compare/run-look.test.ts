import { expect, test } from 'vitest';
import { lookOf } from './run-look.ts';

test('gives 24 successive runs different looks', () => {
  const looks = Array.from({ length: 24 }, (_, index) => JSON.stringify(lookOf(index + 7)));
  expect(new Set(looks).size).toBe(24);
});

test('tells eight successive runs apart by dash alone', () => {
  for (let first = 1; first <= 16; first += 8) {
    const dashes = Array.from({ length: 8 }, (_, index) => JSON.stringify(lookOf(first + index).dash));
    expect(new Set(dashes).size).toBe(8);
  }
});

test('gives the first run the first colour and a solid line', () => {
  expect(lookOf(1)).toEqual({ colourVariable: '--run-1', dash: [] });
});
