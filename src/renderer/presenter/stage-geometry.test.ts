import fc from 'fast-check';
import { expect, test } from 'vitest';
import { betweenLines, lineColumns, stageLayout, type StageSpace } from './stage-geometry.ts';

const projector: StageSpace = { width: 1874, height: 900, ratio: 1, over: 61, type: 18, digits: 2 };
const small: StageSpace = { width: 1000, height: 620, ratio: 1, over: 48, type: 14, digits: 2 };
const unitTiles = (count: number, columns = 128) =>
  Array.from({ length: count }, () => ({ kind: 'units', columns }) as const);
const isWhole = (length: number, ratio: number) => Math.abs(length * ratio - Math.round(length * ratio)) < 1e-6;

test('shows the six tiles of an LSTM in two lines, each unit three whole pixels wide on a large projector', () => {
  const { lines, gradient } = stageLayout(projector, unitTiles(6));
  expect(lines.map(({ widths }) => widths)).toEqual([
    [384, 384, 384],
    [384, 384, 384],
  ]);
  expect(gradient).toBe(0);
});

test('fits six tiles on a small projector, far wider than in the Lab', () => {
  const { lines } = stageLayout(small, unitTiles(6));
  expect(Math.min(...lines.flatMap(({ widths }) => widths))).toBeGreaterThan(150);
});

test('gives a single tile the width that image and answer leave', () => {
  const { lines, gradient, side } = stageLayout(projector, unitTiles(1));
  expect(lines).toHaveLength(1);
  expect(lines[0].widths[0]).toBeGreaterThan(700);
  expect(lines[0].widths[0] % 128).toBe(0);
  expect(side).toBeGreaterThan(600);
  expect(gradient).toBeGreaterThan(80);
});

test('keeps the heads of a Transformer no wider than high, and their steps equal', () => {
  const heads = Array.from({ length: 4 }, () => ({ kind: 'steps', columns: 28 }) as const);
  const { lines, side } = stageLayout(projector, [...heads, ...unitTiles(1, 64)]);
  expect(lines.map(({ tiles }) => tiles.length)).toEqual([3, 2]);
  for (const width of lines[0].widths) {
    expect(width).toBeLessThanOrEqual(side);
    expect(width % 28).toBe(0);
  }
});

test('fills the width of any window with whole device pixels, and stays within its height', () => {
  const spaces = fc.record({
    width: fc.integer({ min: 900, max: 3840 }),
    height: fc.integer({ min: 500, max: 2000 }),
    ratio: fc.constantFrom(1, 1.25, 1.5, 2),
    over: fc.integer({ min: 44, max: 90 }),
    type: fc.integer({ min: 14, max: 30 }),
    digits: fc.integer({ min: 2, max: 3 }),
  });
  fc.assert(
    fc.property(spaces, fc.integer({ min: 1, max: 9 }), fc.integer({ min: 8, max: 512 }), (space, count, units) => {
      const layout = stageLayout(space, unitTiles(count, units));
      const { side, gutter, gap, gradient, lines } = layout;
      expect((side * space.ratio) % 28).toBeCloseTo(0, 5);
      const height = lines.length * (side + space.over) + (lines.length - 1) * betweenLines;
      expect(height).toBeLessThanOrEqual(space.height + 1e-6);
      for (const { widths, strip } of lines) {
        for (const length of [...widths, strip, gutter, gap, gradient]) expect(isWhole(length, space.ratio)).toBe(true);
        const parts = [side, gutter, ...widths, strip, ...(gradient > 0 ? [gradient] : [])];
        const total = parts.reduce((sum, each) => sum + each, (parts.length - 1) * gap);
        expect(total).toBeLessThanOrEqual(space.width + 1e-6);
        expect(total).toBeGreaterThan(space.width - 2);
      }
    }),
  );
});

test('writes the columns of a line', () => {
  const layout = { side: 392, gutter: 34, gradient: 90 };
  expect(lineColumns(layout, { tiles: [], widths: [384, 256], strip: 162 })).toBe('392px 34px 384px 256px 162px 90px');
  expect(lineColumns({ ...layout, gradient: 0 }, { tiles: [], widths: [384], strip: 162 })).toBe(
    '392px 34px 384px 162px',
  );
});
