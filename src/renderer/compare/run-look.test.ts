import { expect, test } from 'vitest';
import { lookOf } from './run-look.ts';

test('24 runs that follow each other all look different', () => {
  const looks = Array.from({ length: 24 }, (_, index) => JSON.stringify(lookOf(index + 7)));
  expect(new Set(looks).size).toBe(24);
});

test('the first run has the first colour, drawn through', () => {
  expect(lookOf(1)).toEqual({ colourVariable: '--run-1', dash: [] });
});
