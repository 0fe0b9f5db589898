import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sameBytes, textOf } from '../../domain/bytes.ts';
import { readFileWithin, readStart } from './read-file-within.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-read-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([0, 1, 4096, 4097, 2 ** 20])('reads a file of %i bytes whole', async (length) => {
  const path = join(folder, 'file');
  const bytes = Buffer.alloc(length, 7);
  await writeFile(path, bytes);
  expect(sameBytes(await readFileWithin(path, 2 ** 20), bytes)).toBe(true);
});

test('does not read a file that is too large, whatever size it reports', async () => {
  const path = join(folder, 'large');
  await writeFile(path, '');
  await truncate(path, 2 ** 40);
  await expect(readFileWithin(path, 2 ** 20)).rejects.toThrow('it is larger than 1 MiB');
});

test('throws for a folder and for a missing file', async () => {
  await expect(readFileWithin(folder, 9)).rejects.toThrow('folder');
  await expect(readFileWithin(join(folder, 'none'), 9)).rejects.toThrow('ENOENT');
});

test.runIf(existsSync('/dev/zero'))('does not start on an endless file', async () => {
  await expect(readFileWithin('/dev/zero', 2 ** 20)).rejects.toThrow('it is not a file');
});

test.skipIf(process.platform === 'win32')('does not open a pipe, which might block forever', async () => {
  const pipe = join(folder, 'pipe');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  await expect(readFileWithin(pipe, 9)).rejects.toThrow('it is not a file');
  await expect(readStart(pipe, 4)).rejects.toThrow('it is not a file');
});

test.runIf(existsSync('/proc/self/smaps'))('rejects a file that reports size 0 but has content', async () => {
  await expect(readFileWithin('/proc/self/smaps', 2 ** 20)).rejects.toThrow('it grows while it is read');
});

test('reads the first bytes of a file, or all of a shorter one', async () => {
  const path = join(folder, 'start');
  await writeFile(path, 'abc');
  expect(textOf(await readStart(path, 2))).toBe('ab');
  expect(textOf(await readStart(path, 9))).toBe('abc');
});
