import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sampleEvenly, thin } from './thin.ts';

describe('thinning', () => {
  test('keeps everything while two points a column fit', () => {
    expect(thin([[5, 1, 4, 2]], 4, 2)).toEqual([0, 1, 2, 3]);
  });

  test('keeps the peaks of every series', () => {
    const flat = Array.from({ length: 5000 }, () => 1);
    const loss = flat.with(1234, 9);
    const smoothed = flat.with(3456, -9);
    const kept = thin([loss, smoothed], 5000, 300);
    expect(kept).toContain(1234);
    expect(kept).toContain(3456);
  });

  test('keeps range and ends of any curve, in order and few', () => {
    const curves = fc.array(fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), {
      minLength: 1,
      maxLength: 800,
    });
    fc.assert(
      fc.property(curves, fc.integer({ min: 2, max: 60 }), (curve, columns) => {
        const kept = thin([curve], curve.length, columns);
        const numbers = (values: (number | null)[]) => values.filter((value) => value !== null);
        const keptNumbers = numbers(kept.map((index) => curve[index]));
        expect(Math.max(...keptNumbers)).toBe(Math.max(...numbers(curve)));
        expect(Math.min(...keptNumbers)).toBe(Math.min(...numbers(curve)));
        expect([kept[0], kept.at(-1)]).toEqual([0, curve.length - 1]);
        expect(kept).toEqual([...new Set(kept)].sort((a, b) => a - b));
        expect(kept.length).toBeLessThanOrEqual(4 * columns);
      }),
    );
  });
});

describe('sampling for a table', () => {
  test('is even, bounded, and holds both ends', () => {
    expect(sampleEvenly(3, 200)).toEqual([0, 1, 2]);
    expect(sampleEvenly(0, 200)).toEqual([]);
    expect(sampleEvenly(9, 5)).toEqual([0, 2, 4, 6, 8]);
    const sampled = sampleEvenly(5000, 200);
    expect(new Set(sampled).size).toBe(200);
    expect([sampled[0], sampled.at(-1)]).toEqual([0, 4999]);
  });
});
