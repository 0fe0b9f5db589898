import { expect, test } from 'vitest';
import { cellHeight, cellWidth, layOut, placeAfterKey, rowsInSight, rowsToPaint, scrollTo } from './grid-layout.ts';

test('fits as many columns as possible, at least one', () => {
  expect(layOut(25, 10 * cellWidth + 5)).toEqual({ columns: 10, rows: 3, height: 3 * cellHeight });
  expect(layOut(2, 10).columns).toBe(1);
  expect(layOut(0, 500).rows).toBe(0);
});

test('shows only rows that are at least partly visible', () => {
  const layout = layOut(10_000, 10 * cellWidth);
  expect(rowsInSight(layout, 0, 2 * cellHeight)).toEqual({ first: 0, end: 2 });
  expect(rowsInSight(layout, cellHeight / 2, 2 * cellHeight)).toEqual({ first: 0, end: 3 });
  expect(rowsInSight(layout, layout.height - cellHeight, 5 * cellHeight)).toEqual({ first: 999, end: 1_000 });
});

test('scrolls no further than necessary', () => {
  expect(scrollTo(4, 0, 5 * cellHeight)).toBe(0);
  expect(scrollTo(5, 0, 5 * cellHeight)).toBe(cellHeight);
  expect(scrollTo(1, 3 * cellHeight, 5 * cellHeight)).toBe(cellHeight);
});

test('paints the visible rows in blocks of four', () => {
  const layout = layOut(10_000, 10 * cellWidth);
  for (let scrollTop = 0; scrollTop <= layout.height; scrollTop += 37) {
    const [seen, painted] = [rowsInSight(layout, scrollTop, 600), rowsToPaint(layout, scrollTop, 600)];
    expect(painted.first).toBeLessThanOrEqual(seen.first);
    expect(painted.end).toBeGreaterThanOrEqual(seen.end);
    expect(seen.first - painted.first).toBeLessThan(4);
    expect(painted.end - seen.end).toBeLessThan(4);
    expect(painted.first % 4).toBe(0);
  }
  expect(rowsToPaint(layout, 5 * cellHeight, 600)).toEqual(rowsToPaint(layout, 5 * cellHeight + 30, 600));
  expect(rowsToPaint(layOut(25, 10 * cellWidth), 0, 600)).toEqual({ first: 0, end: 3 });
});

test('moves by digit, row, page or to either end by key', () => {
  const after = (key: string, place: number) => placeAfterKey(key, place, 100, 10, 4);
  expect(after('ArrowRight', 5)).toBe(6);
  expect(after('ArrowUp', 5)).toBe(0);
  expect(after('ArrowDown', 5)).toBe(15);
  expect(after('PageDown', 5)).toBe(45);
  expect(after('End', 5)).toBe(99);
  expect(after('Home', 5)).toBe(0);
  expect(after('a', 5)).toBeNull();
});
