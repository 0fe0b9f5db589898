import { expect, test } from 'vitest';
import { outlineBetween } from './chart-shades.ts';

test('goes along the first curve and back along the second, where both have values', () => {
  const place = (x: number, value: number) => `${x} ${value}`;
  expect(outlineBetween([1, 2, 3], [9, null, 8], [4, 5, 6], place)).toEqual(['1 9', '3 8', '3 6', '1 4']);
  expect(outlineBetween([1, 2], [9, 8], [], place)).toEqual([]);
});
