import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { isNewer, migrate, newestOf, stampEntries, stampOf, type Stored, type Up, type Versions } from './migrate.ts';
import { randomStream } from './random.ts';

const random = randomStream(1, 'rows');

/** A step that records that it was taken. */
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
  test("takes each step from a value's version to the newest once and in order", () => {
    for (const { newest, version } of cases) {
      const steps = Array.from({ length: newest - version }, (_, index) => version + index);
      expect(migrate(madeUp(newest), storedAt(version))).toEqual(storedAt(newest, { steps }));
    }
  });

  test('migrating in two parts ends like migrating at once', () => {
    for (const { newest, version } of cases) {
      const half = migrate(madeUp(version), storedAt(1));
      expect(migrate(madeUp(newest), half)).toEqual(migrate(madeUp(newest), storedAt(1)));
    }
  });

  test('does not modify the stored value, and keeps fields unknown to the steps', () => {
    for (const { newest, version } of cases) {
      const stored = Object.freeze(storedAt(version, { other: Object.freeze([random.uniform(0, 1)]) }));
      expect(migrate(madeUp(newest), stored)).toMatchObject({ other: stored.other, version: newest });
    }
  });

  test('leaves the newest and newer versions unchanged; only the latter count as newer', () => {
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
  'leaves values of another format (%j) to the schema',
  (value) => {
    expect(migrate(madeUp(3), value)).toBe(value);
    expect(isNewer(madeUp(3), value)).toBe(false);
  },
);

test.each([0, -1, 1.5, '2', null, Infinity])('an invalid version number (%j)', (version) => {
  const value = { format: 'made-up', version, steps: [] };
  expect(migrate(madeUp(3), value)).toBe(value);
  expect(isNewer(madeUp(3), { ...value })).toBe(false);
});

test('a missing number means the first version, if that had none', () => {
  expect(migrate(madeUp(3, null), { steps: [] })).toEqual({ version: 3, steps: [1, 2] });
  expect(migrate(madeUp(3, null), { version: 2, steps: [] })).toEqual({ version: 3, steps: [2] });
  expect(isNewer(madeUp(1, null), { version: 2 })).toBe(true);
});

test('leaves what a step cannot process to the schema', () => {
  const value = { format: 'made-up', version: 1 };
  expect(migrate(madeUp(3), value)).toBe(value);
});
