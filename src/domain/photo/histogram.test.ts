import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHistogram, deviationAround, otsuThreshold, quantile } from './histogram.ts';

const histogramOf = (...levels: number[]) => createHistogram(Uint8Array.from(levels));

test('the quantile is the level that this share of pixels does not exceed', () => {
  const histogram = histogramOf(9, 1, 1, 4, 200);
  expect([0, 0.4, 0.5, 0.8, 1].map((share) => quantile(histogram, share))).toEqual([1, 1, 4, 9, 200]);
});

test("the deviation is a typical pixel's, regardless of outliers", () => {
  expect(deviationAround(histogramOf(98, 99, 100, 101, 102, 255, 0), 100)).toBeCloseTo(2 * 1.4826);
});

test('the threshold separates two clusters of grey, wherever they are', () => {
  const heap = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(heap, heap, fc.integer({ min: 160, max: 215 }), (dark, bright, offset) => {
      fc.pre(Math.min(dark.length, bright.length) * 8 > Math.max(dark.length, bright.length));
      const threshold = otsuThreshold(histogramOf(...dark, ...bright.map((level) => level + offset)));
      expect(threshold).toBeGreaterThanOrEqual(Math.max(...dark));
      expect(threshold).toBeLessThan(Math.min(...bright) + offset);
    }),
  );
});

test('a single level has no threshold', () => {
  expect(otsuThreshold(histogramOf(255, 255))).toBeNull();
});
