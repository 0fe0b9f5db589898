import { expect, test } from 'vitest';
import { traceAnswering } from '../client/testing/fake-engine.ts';
import { createScoreLook } from '../lab/look/score-look.svelte.ts';
import { lendUnit, spokenUnit } from './spoken-unit.ts';

const trace = traceAnswering([7], { kind: 'test', index: 0 });
const score = { trace, row: 0 };

test('is the chosen unit, under the scan line, as long as the network has it', () => {
  const look = createScoreLook();
  look.cell = { column: trace.units - 1, head: null };
  expect(spokenUnit(score, look)?.cell).toEqual({ row: 0, column: trace.units - 1, head: null });
  look.cell = { column: trace.units, head: null };
  expect(spokenUnit(score, look)?.cell.column).toBeLessThan(trace.units);
  expect(spokenUnit({ trace: null, row: 0 }, look)).toBeNull();
});

test('a unit is lent while it is lit, and a person’s own choice is never taken', () => {
  const look = createScoreLook();
  const lend = lendUnit(score, look);
  lend(true);
  expect(look.cell).not.toBeNull();
  lend(false);
  expect(look.cell).toBeNull();

  lend(true);
  look.cell = { column: 0, head: null };
  lend(false);
  expect(look.cell).toEqual({ column: 0, head: null });
});
