import { expect, test } from 'vitest';
import { limits } from '../../../domain/limits/limits.ts';
import { stripLayout, stripSide } from './strip-layout.ts';

test('puts strip, probabilities and six tiles on one line from 1024 pixels on, whatever the strip’s length', () => {
  for (const width of [932, 1188, 1800]) {
    for (const columns of [28, 110, 140, limits.maxStripColumns]) {
      const layout = stripLayout(width, 700, columns, 6, 1);
      const { label, gap, pixel, column, probability, gate } = layout;
      expect(column).toBeGreaterThanOrEqual(columns * pixel);
      expect(label + gap + column + gap + probability + 6 * (gap + gate)).toBeLessThanOrEqual(width);
      expect(gate).toBeGreaterThanOrEqual(24);
      expect(Number.isInteger(pixel)).toBe(true);
    }
  }
});

test('draws larger pixels in a larger window, and whole device pixels', () => {
  expect(stripSide(stripLayout(932, 700, 120, 6, 1))).toBe(4 * 28);
  expect(stripLayout(1188, 800, 120, 6, 1).pixel).toBe(5);
  expect(stripLayout(932, 700, 130, 6, 1.5).pixel * 1.5).toBe(6);
});

test('keeps a strip within a telephone', () => {
  const { label, gap, pixel, isStacked } = stripLayout(366, 844, limits.maxStripColumns, 6, 1);
  expect(isStacked).toBe(true);
  expect(label + gap + pixel * limits.maxStripColumns).toBeLessThanOrEqual(366);
});
