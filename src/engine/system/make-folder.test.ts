// Holds P22.
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeFolder } from './make-folder.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-folder-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('a folder is made with those above it, also by several at once and where it is there already', async () => {
  const path = join(folder, 'a', 'b', 'c');
  await Promise.all([makeFolder(path), makeFolder(path), makeFolder(join(folder, 'a', 'b'))]);
  await makeFolder(path);
  expect((await stat(path)).isDirectory()).toBe(true);
});

test('what stands in the way of a folder is an error', async () => {
  const file = join(folder, 'file');
  await writeFile(file, '');
  await expect(makeFolder(file)).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(makeFolder(join(file, 'below'))).rejects.toMatchObject({ code: 'EEXIST' });
});

test.runIf(existsSync('/proc/self'))('where the system makes no folders, it answers', async () => {
  await expect(makeFolder('/proc/gatescope')).rejects.toMatchObject({ code: 'ENOENT' });
  await expect(makeFolder('/proc/gatescope/model')).rejects.toMatchObject({ code: 'ENOENT' });
});
