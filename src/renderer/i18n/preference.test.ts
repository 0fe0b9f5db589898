import { afterEach, expect, test, vi } from 'vitest';
import { readPreference, writePreference } from './preference.ts';

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

test('a written choice is read back', () => {
  stubStorage();
  writePreference('theme', 'light');
  expect(readPreference('theme', ['dark', 'light'], 'dark')).toBe('light');
});

test('a stored word that is no longer a choice is ignored', () => {
  stubStorage().set('gatescope.theme', 'sepia');
  expect(readPreference('theme', ['dark', 'light'], 'dark')).toBe('dark');
});

test('forbidden storage costs the memory of the choice, nothing else', () => {
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
