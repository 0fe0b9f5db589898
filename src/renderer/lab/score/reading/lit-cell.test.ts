import { expect, test } from 'vitest';
import { litCell } from './lit-cell.svelte.ts';
import { createScoreLook } from '../../look/score-look.svelte.ts';
import type { UnitOrder } from './unit-order.ts';

function score(row = 4, units = 8, steps = 28, firstStep = 0) {
  const look = createScoreLook();
  const shown = { row, units, order: null as UnitOrder | null };
  const lit = litCell({
    look: () => look,
    row: () => shown.row,
    order: () => shown.order,
    columns: (head) => (head === null ? [0, shown.units - 1] : [firstStep, steps - 1]),
  });
  return { shown, lit };
}

test('lights a chosen unit at the scan line’s row, wherever that moves', () => {
  const { shown, lit } = score();
  expect(lit.cell).toBeNull();
  lit.choose(3, null);
  expect(lit.cell).toEqual({ row: 4, column: 3, head: null });
  shown.row = 9;
  expect(lit.cell).toEqual({ row: 9, column: 3, head: null });
});

test('lights the cell under the pointer until it leaves', () => {
  const { lit } = score();
  lit.choose(3, null);
  lit.hover({ row: 20, column: 6, head: null });
  expect(lit.cell).toEqual({ row: 20, column: 6, head: null });
  lit.hover(null);
  expect(lit.cell).toEqual({ row: 4, column: 3, head: null });
});

test('starts at the first unit by key, stops at the edges and overrides a resting pointer', () => {
  const { lit } = score();
  lit.hover({ row: 20, column: 6, head: null });
  lit.move(1, null);
  expect(lit.cell).toEqual({ row: 4, column: 0, head: null });
  lit.move(-1, null);
  expect(lit.cell?.column).toBe(0);
  for (let presses = 0; presses < 20; presses++) lit.move(1, null);
  expect(lit.cell?.column).toBe(7);
  expect(lit.clear()).toBe(true);
  expect(lit.cell).toBeNull();
  expect(lit.clear()).toBe(false);
});

test('moves over the steps that were read in a head’s tile, keeping the step from head to head', () => {
  const { lit } = score(25, 8, 28, 21);
  lit.choose(3, null);
  lit.move(1, 0);
  expect(lit.cell).toEqual({ row: 25, column: 21, head: 0 });
  lit.move(1, 1);
  expect(lit.cell).toEqual({ row: 25, column: 22, head: 1 });
  for (let presses = 0; presses < 20; presses++) lit.move(1, 1);
  expect(lit.cell?.column).toBe(27);
  lit.move(1, null);
  expect(lit.cell).toEqual({ row: 25, column: 0, head: null });
});

test('lights the last unit of a smaller network in place of a missing one, and none without a network', () => {
  const { shown, lit } = score(4, 128);
  lit.choose(100, null);
  shown.units = 16;
  expect(lit.cell?.column).toBe(15);
  lit.move(-1, null);
  expect(lit.cell?.column).toBe(14);
  lit.hover({ row: 2, column: 100, head: null });
  expect(lit.cell).toBeNull();
  shown.units = 0;
  expect(lit.cell).toBeNull();
});

test('moves from unit to unit in screen order, and keeps the units’ own numbers', () => {
  const { shown, lit } = score(4, 3);
  shown.order = { unitAt: Uint16Array.of(2, 0, 1), placeOf: Uint16Array.of(1, 2, 0), tree: null };
  const units = [1, 1, 1, 1].map(() => {
    lit.move(1, null);
    return lit.cell?.column;
  });
  expect(units).toEqual([2, 0, 1, 1]);
  lit.move(-1, null);
  expect(lit.cell?.column).toBe(0);
  // A head's columns are steps, in reading order.
  lit.move(1, 0);
  lit.move(1, 0);
  expect(lit.cell).toEqual({ row: 4, column: 1, head: 0 });
});
