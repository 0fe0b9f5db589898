import { expect, test } from 'vitest';
import { blankInk, rasterise, rasterSide } from '../../domain/ink/ink.ts';
import { pixelsInPlace } from './pixels-in-place.ts';

test('turns blank ink into a blank image', () => {
  expect(pixelsInPlace(blankInk())).toEqual(new Uint8Array(784));
});

test('keeps ink where it was drawn, and partly covered pixels grey', () => {
  const { width, height, coverage } = blankInk();
  for (let y = 30; y < 40; y++) coverage.fill(255, y * width + 50, y * width + 65);
  const pixels = pixelsInPlace({ width, height, coverage });
  expect(pixels[3 * 28 + 5]).toBe(255);
  expect(pixels[3 * 28 + 6]).toBe(128);
  expect(pixels.reduce((sum, byte) => sum + byte, 0)).toBe(255 + 128);
});

test('leaves all other rows blank for a line across the top', () => {
  const points = [60, 220].map((x) => ({ x, y: 45, width: 20 }));
  const pixels = pixelsInPlace(rasterise([{ points, erases: false }], rasterSide));
  expect(pixels.subarray(0, 3 * 28).some((byte) => byte > 0)).toBe(false);
  expect(pixels.subarray(4 * 28, 5 * 28).filter((byte) => byte > 250).length).toBe(16);
  expect(pixels.subarray(6 * 28).some((byte) => byte > 0)).toBe(false);
});
