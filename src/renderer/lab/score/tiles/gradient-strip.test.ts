import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { barShare, decadeScale } from './gradient-strip.ts';

describe('scale', () => {
  test('spans whole decades around the norms', () => {
    expect(decadeScale(Float32Array.of(0.0005, 0.02, 0.3))).toEqual({ low: -4, high: 0 });
  });

  test('is at least two decades and at most six, counted from the largest norm', () => {
    expect(decadeScale(Float32Array.of(0.2, 0.3))).toEqual({ low: -2, high: 0 });
    expect(decadeScale(Float32Array.of(1e-12, 30))).toEqual({ low: -4, high: 2 });
  });

  test('ignores zeros and numbers that are not finite', () => {
    expect(decadeScale(Float32Array.of(0, NaN, Infinity, 0.05, 0.0002))).toEqual({ low: -4, high: -1 });
    expect(decadeScale(Float32Array.of(0, 0))).toEqual({ low: -2, high: 0 });
  });
});

describe('bars', () => {
  test('grow by equal lengths per decade', () => {
    const scale = { low: -4, high: 0 };
    expect([1e-4, 1e-3, 1e-2, 1].map((norm) => barShare(norm, scale))).toEqual([0, 0.25, 0.5, 1]);
  });

  test('are absent for zero, NaN and norms below the scale', () => {
    expect([0, NaN, 1e-9].map((norm) => barShare(norm, { low: -4, high: 0 }))).toEqual([0, 0, 0]);
  });

  test('stay inside the strip on the scale of their own norms, whatever the norms', () => {
    fc.assert(
      fc.property(fc.float32Array({ minLength: 1, maxLength: 28 }), (norms) => {
        const scale = decadeScale(norms);
        for (const norm of norms) {
          const share = barShare(norm, scale);
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1);
        }
      }),
    );
  });
});
