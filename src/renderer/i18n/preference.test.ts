import { afterEach, expect, test, vi } from 'vitest';
import type { Versions } from '../../domain/migrate.ts';
import { bringUp, readPreference, writePreference } from './preference.ts';

function stubStorage(): Map<string, string> {
  const entries = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => entries.set(key, value),
  });
  return entries;
}

afterEach(() => {
  vi.unstubAllGlobals();
});

test('reads back a stored choice', () => {
  stubStorage();
  writePreference('theme', 'light');
  expect(readPreference('theme', ['dark', 'light'], 'dark')).toBe('light');
});

test('ignores a stored word that is no longer a choice', () => {
  stubStorage().set('gatescope.theme', 'sepia');
  expect(readPreference('theme', ['dark', 'light'], 'dark')).toBe('dark');
});

test('forgets the choice and nothing else where storage is forbidden', () => {
  vi.stubGlobal('localStorage', {
    getItem: () => {
      throw new Error('SecurityError');
    },
    setItem: () => {
      throw new Error('QuotaExceededError');
    },
  });
  expect(() => {
    writePreference('theme', 'light');
  }).not.toThrow();
  expect(readPreference('theme', ['dark', 'light'], 'dark')).toBe('dark');
});

/** Like a browser's storage: its items are its own properties. */
function storageOf(items: Readonly<Record<string, string>>) {
  const methods = {
    getItem: (key: string) => storage[key] ?? null,
    setItem: (key: string, value: string) => void (storage[key] = value),
    removeItem: (key: string) => Reflect.deleteProperty(storage, key),
  };
  const storage: Record<string, string> = Object.assign(Object.create(methods) as Record<string, string>, items);
  return storage as unknown as Storage;
}

test('treats choices without a version as those of the first version', () => {
  const items = { 'gatescope.theme': 'light', 'gatescope.language': 'ko', other: 'x' };
  const storage = storageOf(items);
  vi.stubGlobal('localStorage', storage);
  expect(readPreference('theme', ['dark', 'light'], 'dark')).toBe('light');
  expect(readPreference('language', ['en', 'ko'], 'en')).toBe('ko');
  expect(Object.fromEntries(Object.entries(storage))).toEqual(items);
});

test('migrates all choices once and leaves what others store', () => {
  const renamed: Versions = {
    format: null,
    ups: [({ theme, ...others }) => ({ ...others, look: `${String(theme)}!` })],
  };
  const storage = storageOf({ 'gatescope.theme': 'light', 'gatescope.lesson': 'rows', other: 'x' });
  const after = { 'gatescope.look': 'light!', 'gatescope.lesson': 'rows', 'gatescope.version': '2', other: 'x' };
  for (const time of [1, 2]) {
    expect(bringUp(storage, renamed), `${time}`).toBe(true);
    expect(Object.fromEntries(Object.entries(storage))).toEqual(after);
  }
});

test('keeps choices of a newer version and ignores them', () => {
  const items = { 'gatescope.version': '2', 'gatescope.theme': 'light' };
  const storage = storageOf(items);
  vi.stubGlobal('localStorage', storage);
  writePreference('theme', 'light');
  expect(readPreference('theme', ['dark', 'light'], 'dark')).toBe('dark');
  expect(Object.fromEntries(Object.entries(storage))).toEqual(items);
});
