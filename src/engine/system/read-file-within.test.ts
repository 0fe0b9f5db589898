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

test.each([0, 1, 4096, 4097, 2 ** 20])('a file of %i bytes is read whole', async (length) => {
  const path = join(folder, 'file');
  const bytes = Buffer.alloc(length, 7);
  await writeFile(path, bytes);
  expect(sameBytes(await readFileWithin(path, 2 ** 20), bytes)).toBe(true);
});

test('a file that is larger is not read, however large it says it is', async () => {
  const path = join(folder, 'large');
  await writeFile(path, '');
  await truncate(path, 2 ** 40);
  await expect(readFileWithin(path, 2 ** 20)).rejects.toThrow('it is larger than 1 MiB');
});

test('a folder, and what is not there, are errors', async () => {
  await expect(readFileWithin(folder, 9)).rejects.toThrow('folder');
  await expect(readFileWithin(join(folder, 'none'), 9)).rejects.toThrow('ENOENT');
});

test.runIf(existsSync('/dev/zero'))('what never ends is not begun', async () => {
  await expect(readFileWithin('/dev/zero', 2 ** 20)).rejects.toThrow('it is not a file');
});

test.skipIf(process.platform === 'win32')('a pipe is not opened: nobody may ever write into it', async () => {
  const pipe = join(folder, 'pipe');
  expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
  await expect(readFileWithin(pipe, 9)).rejects.toThrow('it is not a file');
  await expect(readStart(pipe, 4)).rejects.toThrow('it is not a file');
});

test.runIf(existsSync('/proc/self/smaps'))(
  'what says that it is empty, and goes on, is not taken for whole',
  async () => {
    await expect(readFileWithin('/proc/self/smaps', 2 ** 20)).rejects.toThrow('it grows while it is read');
  },
);

test('of a file the first bytes are read, or all that there are', async () => {
  const path = join(folder, 'start');
  await writeFile(path, 'abc');
  expect(textOf(await readStart(path, 2))).toBe('ab');
  expect(textOf(await readStart(path, 9))).toBe('abc');
});
