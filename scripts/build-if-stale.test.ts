import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isStale, markBuilt } from './build-if-stale.ts';

const minute = 60_000;
const now = Date.now();
let folder: string;

/** Gives a file of the project a time in minutes from now; its folder keeps an old one by default. */
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

test('is stale before the first build', () => {
  expect(isStale(folder)).toBe(true);
});

test('is fresh after a build that followed the last change', () => {
  markBuilt(folder, new Date(now));
  expect(isStale(folder)).toBe(false);
});

test.each(['src/engine/idx.ts', 'package-lock.json', 'electron.vite.config.ts'])(
  'is stale after a newer %s',
  (path) => {
    markBuilt(folder, new Date(now));
    touch(path, 1);
    expect(isStale(folder)).toBe(true);
  },
);

test('is stale after a file was saved during the build', () => {
  touch('src/engine/idx.ts', -1);
  markBuilt(folder, new Date(now - 2 * minute));
  expect(isStale(folder)).toBe(true);
});

test('is stale after a source was deleted', () => {
  markBuilt(folder, new Date(now - 10 * minute));
  rmSync(join(folder, 'src/engine/idx.ts'));
  expect(isStale(folder)).toBe(true);
});

test('stays fresh after a test has changed', () => {
  touch('src/engine/idx.test.ts', 1);
  ageFolders();
  markBuilt(folder, new Date(now));
  expect(isStale(folder)).toBe(false);
});
