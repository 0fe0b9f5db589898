import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStale, markBuilt } from './build-if-stale.ts';

const minute = 60_000;
const now = Date.now();
let folder: string;

/** Gives a file of the project a time in minutes from now; its folder keeps an old one unless told otherwise. */
function touch(path: string, minutes: number) {
  writeFileSync(join(folder, path), '');
  const time = new Date(now + minutes * minute);
  utimesSync(join(folder, path), time, time);
}

function ageFolders() {
  const old = new Date(now - 60 * minute);
  for (const path of ['src/engine', 'src']) utimesSync(join(folder, path), old, old);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gatescope-stale-'));
  mkdirSync(join(folder, 'src/engine'), { recursive: true });
  touch('package-lock.json', -30);
  touch('src/engine/idx.ts', -30);
  ageFolders();
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a project that was never built is stale', () => {
  expect(isStale(folder)).toBe(true);
});

test('a project built after its last change is not', () => {
  markBuilt(folder, new Date(now));
  expect(isStale(folder)).toBe(false);
});

test.each(['src/engine/idx.ts', 'package-lock.json', 'electron.vite.config.ts'])(
  'a newer %s makes it stale',
  (path) => {
    markBuilt(folder, new Date(now));
    touch(path, 1);
    expect(isStale(folder)).toBe(true);
  },
);

test('a file saved while the build ran makes it stale', () => {
  touch('src/engine/idx.ts', -1);
  markBuilt(folder, new Date(now - 2 * minute));
  expect(isStale(folder)).toBe(true);
});

test('a deleted source makes it stale', () => {
  markBuilt(folder, new Date(now - 10 * minute));
  rmSync(join(folder, 'src/engine/idx.ts'));
  expect(isStale(folder)).toBe(true);
});

test('a changed test does not', () => {
  touch('src/engine/idx.test.ts', 1);
  ageFolders();
  markBuilt(folder, new Date(now));
  expect(isStale(folder)).toBe(false);
});
