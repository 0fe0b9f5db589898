import { expect, test } from 'vitest';
import type { ColourMap } from './colour-map.ts';
import { colourCells } from './heat-map.ts';

/** A table whose entries are their own indices. */
const pixels = Uint32Array.from({ length: 256 }, (_, index) => index);
const sequential: ColourMap = { pixels, zero: 0, scale: 255 };
const diverging: ColourMap = { pixels, zero: 128, scale: 127 };

function colours(values: number[], map: ColourMap, range = 1): number[] {
  const painted = new Uint32Array(values.length);
  colourCells(Float32Array.from(values), map, range, painted);
  return [...painted];
}

test('gates run through the whole sequential table', () => {
  expect(colours([0, 0.5, 1], sequential)).toEqual([0, 128, 255]);
});

test('states are symmetric around the middle of the diverging table', () => {
  expect(colours([-1, -0.5, 0, 0.5, 1], diverging)).toEqual([1, 65, 128, 192, 255]);
});

test('the range stretches the domain', () => {
  expect(colours([-3, 1.5, 3], diverging, 3)).toEqual([1, 192, 255]);
});

test('values beyond the range take the end colours, and NaN that of zero', () => {
  expect(colours([-9, 9, Infinity, -Infinity, NaN], diverging)).toEqual([0, 255, 255, 0, 128]);
  expect(colours([-0.1, 1.1], sequential)).toEqual([0, 255]);
});
