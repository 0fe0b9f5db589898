import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { centreDigit } from './centre.ts';
import { blankInk, fitStrokes, paintStroke, rasterise, rasterSide, typicalPenWidth } from './ink.ts';
import type { Ink, Stroke, StrokePoint } from './ink.ts';

const pen = (...points: [x: number, y: number, width: number][]): Stroke => ({
  erases: false,
  points: points.map(([x, y, width]) => ({ x, y, width })),
});

const at = (ink: Ink, x: number, y: number) => ink.coverage[y * ink.width + x];

const area = (ink: Ink) => ink.coverage.reduce((sum, value) => sum + value, 0) / 255;

const anyPoint: fc.Arbitrary<StrokePoint> = fc.record({
  x: fc.double({ min: -60, max: 120, noNaN: true }),
  y: fc.double({ min: -60, max: 120, noNaN: true }),
  width: fc.double({ min: 0.2, max: 40, noNaN: true }),
});

const anyStroke: fc.Arbitrary<Stroke> = fc.record({
  points: fc.array(anyPoint, { minLength: 1, maxLength: 6 }),
  erases: fc.boolean(),
});

describe('rasterise', () => {
  it('a dot one pixel wide and centred on a pixel fills exactly it', () => {
    const ink = rasterise([pen([3.5, 2.5, 1])], 8);
    expect(at(ink, 3, 2)).toBe(255);
    expect(area(ink)).toBe(1);
  });

  it('distributes a dot over the pixels it covers', () => {
    const ink = rasterise([pen([4, 4, 2])], 8);
    const corner = at(ink, 3, 3);
    expect([at(ink, 4, 3), at(ink, 3, 4), at(ink, 4, 4)]).toEqual([corner, corner, corner]);
    expect(corner).toBe(Math.round(255 * (1.5 - Math.SQRT1_2)));
  });

  it('covers the area of a capsule to within half a percent', () => {
    const capsule = rasterise([pen([60, 80, 25], [200, 190, 25])]);
    const length = Math.hypot(140, 110);
    expect(area(capsule) / (25 * length + Math.PI * 12.5 ** 2)).toBeCloseTo(1, 2);
  });

  it('lets the width grow along a segment', () => {
    const ink = rasterise([pen([20, 50, 4], [80, 50, 20])], 100);
    const thickness = (x: number) => Array.from({ length: 100 }, (_, y) => at(ink, x, y) / 255).reduce((a, b) => a + b);
    expect(thickness(20)).toBeCloseTo(4, 0);
    expect(thickness(50)).toBeCloseTo(12, 0);
    expect(thickness(79)).toBeCloseTo(20, 0);
  });

  it('erases ink under an erasing stroke only', () => {
    const line = pen([10, 50, 9], [90, 50, 9]);
    const eraser: Stroke = { ...pen([50, 50, 20]), erases: true };
    const ink = rasterise([line, eraser], 100);
    expect(at(ink, 50, 50)).toBe(0);
    expect(at(ink, 20, 50)).toBe(255);
    expect(at(rasterise([eraser, line], 100), 50, 50)).toBe(255);
  });

  it('clips ink outside', () => {
    const whole = rasterise([pen([-40, 30, 10], [140, 75, 10])], 100);
    expect(at(whole, 0, 40)).toBe(255);
    expect(area(rasterise([pen([-30, -30, 10])], 100))).toBe(0);
  });

  it('gives a growing stroke the same bytes, painted in parts or at once', () => {
    fc.assert(
      fc.property(fc.array(anyStroke, { maxLength: 4 }), (strokes) => {
        const grown = blankInk(64);
        for (const { points, erases } of strokes) {
          for (let n = 1; n <= points.length; n++) paintStroke(grown, { points: points.slice(0, n), erases }, n - 1);
        }
        expect(grown).toEqual(rasterise(strokes, 64));
      }),
    );
  });
});

describe('fitStrokes', () => {
  const anyUnits = fc.tuple(
    fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    fc.double({ min: -1e4, max: 1e4, noNaN: true }),
    fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
  );

  it('scales any drawing to 200 raster units, centred', () => {
    const zigzag = [
      [0, 0],
      [3, 1],
      [0, 4],
      [3, 9],
    ] as const;
    fc.assert(
      fc.property(anyUnits, ([x, y, unit]) => {
        const ink = rasterise(fitStrokes([zigzag.map(([px, py]) => [x + px * unit, y + py * unit] as const)]));
        const crop = centreDigit(ink)?.crop;
        expect(crop?.y).toBe(40);
        expect(crop?.height).toBe(200);
        expect(Math.abs((crop?.x ?? 0) * 2 + (crop?.width ?? 0) - rasterSide)).toBeLessThanOrEqual(1);
      }),
      { numRuns: 30 },
    );
  });

  it("gives a straight bar MNIST's line thickness after the pipeline: 2.5 pixels", () => {
    const digit = centreDigit(
      rasterise(
        fitStrokes([
          [
            [0, 0],
            [0, 1],
          ],
        ]),
      ),
    );
    const mass = (digit?.pixels.reduce((sum, value) => sum + value, 0) ?? 0) / 255;
    const capsule = 17.5 * 2.5 + Math.PI * 1.25 ** 2;
    expect(mass / capsule).toBeCloseTo(1, 1.5);
  });

  it('keeps single points as dots and drops strokes without points', () => {
    expect(fitStrokes([])).toEqual([]);
    expect(fitStrokes([[], [[7, 7]], [[7, 7]]])).toEqual([
      { erases: false, points: [{ x: 140, y: 140, width: typicalPenWidth }] },
      { erases: false, points: [{ x: 140, y: 140, width: typicalPenWidth }] },
    ]);
  });
});
