import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { isNewer, migrate, newestOf, stampEntries, stampOf, type Stored, type Up, type Versions } from './migrate.ts';
import { randomStream } from './random.ts';

const random = randomStream(1, 'rows');

/** A step that writes down that it was taken. */
const noting =
  (step: number): Up =>
  (stored) => ({ ...stored, steps: [...(stored.steps as number[]), step] });

/** @param newest version of made-up files */
const madeUp = (newest: number, format: string | null = 'made-up'): Versions => ({
  format,
  ups: Array.from({ length: newest - 1 }, (_, index) => noting(index + 1)),
});

const storedAt = (version: number, more: Stored = {}): Stored => ({ format: 'made-up', version, steps: [], ...more });

const cases = Array.from({ length: 200 }, () => {
  const newest = 1 + random.integer(8);
  return { newest, version: 1 + random.integer(newest) };
});

describe('of any number of steps', () => {
  test('those are taken that lead from its version to the newest, each once and in their order', () => {
    for (const { newest, version } of cases) {
      const steps = Array.from({ length: newest - version }, (_, index) => version + index);
      expect(migrate(madeUp(newest), storedAt(version))).toEqual(storedAt(newest, { steps }));
    }
  });

  test('a way in two parts ends where the whole way does', () => {
    for (const { newest, version } of cases) {
      const half = migrate(madeUp(version), storedAt(1));
      expect(migrate(madeUp(newest), half)).toEqual(migrate(madeUp(newest), storedAt(1)));
    }
  });

  test('what is stored is not changed itself, and keeps what no step knows', () => {
    for (const { newest, version } of cases) {
      const stored = Object.freeze(storedAt(version, { other: Object.freeze([random.uniform(0, 1)]) }));
      expect(migrate(madeUp(newest), stored)).toMatchObject({ other: stored.other, version: newest });
    }
  });

  test('what is of the newest version, or newer, is left as it is, and only the latter is newer', () => {
    for (const { newest } of cases) {
      for (const version of [newest, newest + 1, newest + 7]) {
        const stored = storedAt(version);
        expect(migrate(madeUp(newest), stored)).toBe(stored);
        expect(isNewer(madeUp(newest), stored)).toBe(version > newest);
      }
    }
  });

  test('what is written is neither newer nor older', () => {
    for (const { newest } of cases) {
      const versions = { ...madeUp(newest), format: 'made-up' } as const;
      expect(stampOf(versions)).toEqual({ format: 'made-up', version: newestOf(versions) });
      expect(v.is(v.object(stampEntries(versions)), stampOf(versions))).toBe(true);
      expect(migrate(versions, stampOf(versions))).toEqual(stampOf(versions));
    }
  });
});

test.each([null, 3, 'text', [], {}, { format: 'other', version: 1 }, { format: 'made-up' }, { version: 1 }])(
  'what is not of the format (%j) is left for the schema to refuse',
  (value) => {
    expect(migrate(madeUp(3), value)).toBe(value);
    expect(isNewer(madeUp(3), value)).toBe(false);
  },
);

test.each([0, -1, 1.5, '2', null, Infinity])('a number of a version it is not (%j)', (version) => {
  const value = { format: 'made-up', version, steps: [] };
  expect(migrate(madeUp(3), value)).toBe(value);
  expect(isNewer(madeUp(3), { ...value })).toBe(false);
});

test('where the first version had no number, none is the first', () => {
  expect(migrate(madeUp(3, null), { steps: [] })).toEqual({ version: 3, steps: [1, 2] });
  expect(migrate(madeUp(3, null), { version: 2, steps: [] })).toEqual({ version: 3, steps: [2] });
  expect(isNewer(madeUp(1, null), { version: 2 })).toBe(true);
});

test('what a step cannot take is left for the schema to refuse', () => {
  const value = { format: 'made-up', version: 1 };
  expect(migrate(madeUp(3), value)).toBe(value);
});
