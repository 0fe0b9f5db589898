import { beforeAll, expect, test } from 'vitest';
import type { Mnist } from '../../domain/digit-set.ts';
import { limits } from '../../domain/limits/limits.ts';
import { stripHeight } from '../../domain/strips/strip.ts';
import { loadFewDigits } from '../testing/start.ts';
import { makeStrip } from './make-strip.ts';

let digits: Mnist;

beforeAll(async () => {
  digits = await loadFewDigits(500, 100);
});

function columnHasInk({ pixels, width }: { pixels: Uint8Array; width: number }, column: number): boolean {
  return Array.from({ length: stripHeight }, (_, row) => pixels[row * width + column]).some((byte) => byte > 0);
}

test('the same seed and index make the same strip, others another', () => {
  const strip = makeStrip(digits.train, 'training', 4, 7, 3);
  expect(makeStrip(digits.train, 'training', 4, 7, 3)).toEqual(strip);
  expect(makeStrip(digits.train, 'training', 4, 7, 4)).not.toEqual(strip);
  expect(makeStrip(digits.train, 'training', 4, 8, 3)).not.toEqual(strip);
});

test('strips of every length fit the limit, also the widest', () => {
  for (let index = 0; index < 200; index++) {
    const length = 1 + (index % limits.maxStripDigits);
    const { pixels, width, labels } = makeStrip(digits.train, 'training', length, 1, index);
    expect(labels).toHaveLength(length);
    expect(pixels).toHaveLength(width * stripHeight);
    expect(width).toBeLessThanOrEqual(limits.maxStripColumns);
  }
});

test('some neighbours touch, others are apart', () => {
  const strips = Array.from({ length: 60 }, (_, index) => makeStrip(digits.train, 'training', 2, 2, index));
  const isApart = strips.map((strip) => {
    const inked = Array.from({ length: strip.width }, (_, column) => columnHasInk(strip, column));
    return inked.slice(inked.indexOf(true), inked.lastIndexOf(true)).includes(false);
  });
  expect(isApart.filter((apart) => apart).length).toBeGreaterThan(10);
  expect(isApart.filter((apart) => !apart).length).toBeGreaterThan(10);
});
