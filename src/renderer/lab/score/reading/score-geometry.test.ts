import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  cellAt,
  cellSpan,
  gridColumns,
  isStacked,
  layoutWidth,
  scoreLayout,
  type ScoreTiles,
  stackedLayout,
  zoomGeometry,
} from './score-geometry.ts';

const lstm: ScoreTiles = { heads: 0, gates: 6, steps: 28 };
const rnn: ScoreTiles = { heads: 0, gates: 2, steps: 784 };
const transformer: ScoreTiles = { heads: 4, gates: 1, steps: 28 };
const manyHeads: ScoreTiles = { heads: 8, gates: 1, steps: 28 };

describe('layout', () => {
  const windows = fc.record({
    width: fc.integer({ min: 900, max: 3800 }),
    height: fc.integer({ min: 700, max: 2200 }),
    ratio: fc.constantFrom(1, 1.25, 1.5, 2, 3),
  });
  const anyTiles = fc.constantFrom(lstm, rnn, transformer, manyHeads, { heads: 1, gates: 1, steps: 14 });

  test('fits the score of every cell on one line of every window, with all but a few pixels used', () => {
    fc.assert(
      fc.property(windows, anyTiles, ({ width, height, ratio }, tiles) => {
        const spare = width - layoutWidth(scoreLayout(width, height, ratio, tiles), tiles);
        expect(spare).toBeGreaterThanOrEqual(-1e-6);
        // Each gate loses less than a device pixel.
        expect(spare).toBeLessThan(tiles.gates / ratio + 1e-6);
      }),
    );
  });

  test('puts tiles, gaps and rows of the image on whole device pixels', () => {
    fc.assert(
      fc.property(windows, anyTiles, ({ width, height, ratio }, tiles) => {
        const layout = scoreLayout(width, height, ratio, tiles);
        for (const length of Object.values(layout)) expect(length * ratio).toBeCloseTo(Math.round(length * ratio), 6);
        const rowHeight = (layout.side * ratio) / 28;
        expect(rowHeight).toBeCloseTo(Math.round(rowHeight), 6);
      }),
    );
  });

  test('uses the height of a window of usual shape, and leaves room for what is under the score', () => {
    const sideOf = (width: number, height: number) => scoreLayout(width, height, 1, lstm).side;
    expect(sideOf(1280 - 32, 800)).toBe(364);
    expect(sideOf(1920 - 32, 1080)).toBe(504);
    expect(sideOf(2560 - 32, 800)).toBe(392);
    expect(sideOf(2560 - 32, 700)).toBe(308);
  });

  test('gives the tiles of a wide window more than their share, so that units are wider', () => {
    const gateOf = (width: number, height: number) => scoreLayout(width, height, 1, lstm).gate;
    expect(gateOf(1920 - 92, 1080)).toBeGreaterThan(160);
    expect(gateOf(2560 - 92, 1440)).toBeGreaterThan(220);
  });

  test('stacks a narrow score: all within its width, both rows of tiles within the window, pixels whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 320, max: 599 }),
        fc.integer({ min: 640, max: 1000 }),
        fc.constantFrom(1, 1.5, 2, 3),
        (width, height, ratio) => {
          expect(isStacked(width)).toBe(true);
          const { side, gutter, gap, gate, probability, gradient } = stackedLayout(width, height, ratio);
          expect(side + gutter + probability + 2 * gap).toBeLessThanOrEqual(width + 1e-6);
          expect(gate + gap + gradient).toBeLessThanOrEqual(width + 1e-6);
          expect(probability).toBeGreaterThan(0);
          const rowHeight = (side * ratio) / 28;
          expect(rowHeight).toBeCloseTo(Math.round(rowHeight), 6);
        },
      ),
    );
    // A telephone: image, answer, tile and gradient, without scrolling.
    expect(2 * (38 + stackedLayout(390 - 24, 844, 3).side)).toBeLessThan(844 - 290);
    expect(isStacked(768 - 24)).toBe(false);
  });

  test('keeps the image as large as its tools need in a low window, whatever the display’s pixels', () => {
    fc.assert(
      fc.property(fc.integer({ min: 540, max: 700 }), fc.constantFrom(1, 1.25, 1.5, 1.75, 2), (height, ratio) => {
        expect(scoreLayout(1094 - 92, height, ratio, lstm).side).toBeGreaterThanOrEqual(196 - 1e-6);
      }),
    );
  });

  test('leaves a usable pad and legible gates in the smallest window', () => {
    const { side, gate, probability } = scoreLayout(1024 - 32, 700, 1, lstm);
    expect(side).toBe(280);
    expect(gate).toBeGreaterThan(74);
    expect(probability).toBe(100);
  });

  test('gives each step of a head equally many pixels, never more across than down, and the rest to the output', () => {
    const four = scoreLayout(1280 - 32, 800, 1, transformer);
    expect(four.head % 28).toBe(0);
    expect(four.gate).toBeGreaterThanOrEqual(four.head);
    const one = scoreLayout(2560 - 32, 1300, 1, { heads: 1, gates: 1, steps: 28 });
    expect(one.head).toBeLessThanOrEqual(one.side);
    expect(scoreLayout(1024 - 32, 700, 1, manyHeads).head).toBeGreaterThan(48);
  });
});

describe('cells', () => {
  test('finds the cell at a position, and the nearest beyond the ends', () => {
    expect([0, 9.9, 10, 279.9].map((y) => cellAt(y, 280, 28))).toEqual([0, 0, 1, 27]);
    expect([cellAt(-5, 280, 28), cellAt(300, 280, 28)]).toEqual([0, 27]);
    expect([0, 0.6, 64].map((x) => cellAt(x, 64, 128))).toEqual([0, 1, 127]);
  });

  test('has the middle of a cell’s span in that cell, unless the tile’s edge pushes it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 784 }),
        fc.nat(783),
        fc.integer({ min: 60, max: 400 }),
        (cells, any, length) => {
          const cell = any % cells;
          const span = cellSpan(cell, cells, length, 2);
          expect(span.length).toBeGreaterThanOrEqual(2);
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.start + span.length).toBeLessThanOrEqual(length + 1e-9);
          const shift = Math.abs(cellAt(span.start + span.length / 2, length, cells) - cell);
          expect(shift).toBeLessThanOrEqual(Math.ceil(cells / length));
        },
      ),
    );
  });

  test('keeps the exact span of a cell wider than the narrowest mark', () => {
    expect(cellSpan(3, 8, 80, 2)).toEqual({ start: 30, length: 10 });
  });
});

test('has the grid columns of the layout, with the tiles between named lines', () => {
  const layout = { side: 280, gutter: 30, gap: 6, head: 0, gate: 50, probability: 100, gradient: 52 };
  expect(gridColumns(layout, [50, 50])).toBe('280px 30px [tiles] 50px 50px [answer] 100px 52px [end]');
});

test('fits an enlarged tile into the window where its cells stay legible, with whole pixels for each', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1024, max: 3800 }),
      fc.integer({ min: 700, max: 2200 }),
      fc.constantFrom(8, 28, 128, 512),
      fc.constantFrom(14, 28, 784),
      (width, height, columns, steps) => {
        const { cellWidth, cellHeight } = zoomGeometry(width, height, columns, steps);
        expect([cellWidth, cellHeight].every(Number.isInteger)).toBe(true);
        // A number written upwards is 9 pixels wide.
        expect(cellWidth).toBeGreaterThanOrEqual(9);
        expect(cellHeight).toBeGreaterThanOrEqual(4);
        if (cellWidth > 9) expect(cellWidth * columns).toBeLessThan(width);
        if (cellHeight > 4) expect(cellHeight * steps).toBeLessThan(height);
      },
    ),
  );
  // The smallest window shows all 28 rows of 128 units without scrolling down.
  expect(zoomGeometry(1024, 700, 128, 28).cellHeight * 28).toBeLessThan(700 - 200);
});
