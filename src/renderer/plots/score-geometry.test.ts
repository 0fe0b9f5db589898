import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutWidth, rowAt, scoreLayout, unitAt, unitSpan } from './score-geometry.ts';

describe('layout', () => {
  const windows = fc.record({
    width: fc.integer({ min: 960, max: 3800 }),
    height: fc.integer({ min: 700, max: 2200 }),
    ratio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
  });

  test('the score fits on one line of every window, using all but a few pixels', () => {
    fc.assert(
      fc.property(windows, ({ width, height, ratio }) => {
        const spare = width - layoutWidth(scoreLayout(width, height, 28, ratio));
        expect(spare).toBeGreaterThanOrEqual(-1e-6);
        // Six gates lose less than a device pixel each.
        expect(spare).toBeLessThan(6 / ratio + 1e-6);
      }),
    );
  });

  test('rows, tiles and gaps fall on whole device pixels', () => {
    fc.assert(
      fc.property(windows, ({ width, height, ratio }) => {
        const layout = scoreLayout(width, height, 28, ratio);
        for (const length of Object.values(layout)) expect(length * ratio).toBeCloseTo(Math.round(length * ratio), 6);
        expect(layout.side).toBeCloseTo(28 * layout.rowHeight, 6);
      }),
    );
  });

  test('a window of usual shape has its height used, and what is under the score keeps its place', () => {
    expect(scoreLayout(1280 - 32, 800, 28, 1).side).toBe(364);
    expect(scoreLayout(1920 - 32, 1080, 28, 1).side).toBe(588);
    expect(scoreLayout(2560 - 32, 800, 28, 1).side).toBe(392);
    expect(scoreLayout(2560 - 32, 700, 28, 1).side).toBe(308);
  });

  test('the smallest window still gives a pad to draw on and gates to read', () => {
    const { side, gate, probability } = scoreLayout(1024 - 32, 700, 28, 1);
    expect(side).toBe(280);
    expect(gate).toBeGreaterThan(75);
    expect(probability).toBe(100);
  });
});

describe('cells', () => {
  test('a position finds its row and unit, and beyond the edges the nearest', () => {
    expect([rowAt(0, 280, 28), rowAt(9.9, 280, 28), rowAt(10, 280, 28), rowAt(279.9, 280, 28)]).toEqual([0, 0, 1, 27]);
    expect([rowAt(-5, 280, 28), rowAt(300, 280, 28)]).toEqual([0, 27]);
    expect([unitAt(0, 64, 128), unitAt(0.6, 64, 128), unitAt(64, 64, 128)]).toEqual([0, 1, 127]);
  });

  test('the middle of a unit’s span lies in that unit, unless the tile’s edge pushes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 512 }),
        fc.nat(511),
        fc.integer({ min: 60, max: 400 }),
        (units, any, width) => {
          const unit = any % units;
          const span = unitSpan(unit, units, width, 2);
          expect(span.width).toBeGreaterThanOrEqual(2);
          expect(span.left).toBeGreaterThanOrEqual(0);
          expect(span.left + span.width).toBeLessThanOrEqual(width + 1e-9);
          const shift = Math.abs(unitAt(span.left + span.width / 2, width, units) - unit);
          expect(shift).toBeLessThanOrEqual(Math.ceil(units / width));
        },
      ),
    );
  });

  test('a unit wider than the narrowest mark keeps its exact span', () => {
    expect(unitSpan(3, 8, 80, 2)).toEqual({ left: 30, width: 10 });
  });
});
