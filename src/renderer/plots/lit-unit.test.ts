import { expect, test } from 'vitest';
import { litUnit } from './lit-unit.svelte.ts';

function score(row = 4, units = 8) {
  const shown = { row, units };
  return { shown, lit: litUnit({ row: () => shown.row, units: () => shown.units }) };
}

test('a chosen unit is lit at the scan line’s row, wherever that goes', () => {
  const { shown, lit } = score();
  expect(lit.cell).toBeNull();
  lit.choose(3);
  expect(lit.cell).toEqual({ row: 4, unit: 3 });
  shown.row = 9;
  expect(lit.cell).toEqual({ row: 9, unit: 3 });
});

test('the pointer lights its own cell, and gives way when it leaves', () => {
  const { lit } = score();
  lit.choose(3);
  lit.hover({ row: 20, unit: 6 });
  expect(lit.cell).toEqual({ row: 20, unit: 6 });
  lit.hover(null);
  expect(lit.cell).toEqual({ row: 4, unit: 3 });
});

test('keys begin at the first unit, stop at the edges and outdo a pointer at rest', () => {
  const { lit } = score();
  lit.hover({ row: 20, unit: 6 });
  lit.move(1);
  expect(lit.cell).toEqual({ row: 4, unit: 0 });
  lit.move(-1);
  expect(lit.cell?.unit).toBe(0);
  for (let presses = 0; presses < 20; presses++) lit.move(1);
  expect(lit.cell?.unit).toBe(7);
  expect(lit.clear()).toBe(true);
  expect(lit.cell).toBeNull();
  expect(lit.clear()).toBe(false);
});

test('a smaller network lights its last unit instead of one that it does not have, and none when it has gone', () => {
  const { shown, lit } = score(4, 128);
  lit.choose(100);
  shown.units = 16;
  expect(lit.cell?.unit).toBe(15);
  lit.move(-1);
  expect(lit.cell?.unit).toBe(14);
  lit.hover({ row: 2, unit: 100 });
  expect(lit.cell).toBeNull();
  shown.units = 0;
  expect(lit.cell).toBeNull();
});
