// Holds P1.
import { spawnSync } from 'node:child_process';
import type * as promises from 'node:fs/promises';
import { lstat, mkdir, mkdtemp, readdir, readFile, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { mountSmallDisk } from '../testing/small-disk.ts';
import { removeLeftovers, writeAtomically } from './write-atomically.ts';

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof promises>();
  return { ...real, rename: vi.fn(real.rename) };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-write-'));
});
afterEach(() => rm(folder, { recursive: true }));

const { disk, whyNot } = mountSmallDisk();

/** The pid of a process that has ended. */
const ended = () => spawnSync(process.execPath, ['--version']).pid;

test('replaces a file atomically and leaves nothing else behind', async () => {
  const path = join(folder, 'a.run');
  await writeAtomically(path, 'before');
  await writeAtomically(path, 'after');
  expect(await readFile(path, 'utf8')).toBe('after');
  expect(await readdir(folder)).toEqual(['a.run']);
});

test('two simultaneous writes of one file both succeed, and one of them wins', async () => {
  const path = join(folder, 'a.run');
  await Promise.all(['one', 'other'].map((content) => writeAtomically(path, content)));
  expect(['one', 'other']).toContain(await readFile(path, 'utf8'));
  expect(await readdir(folder)).toEqual(['a.run']);
});

test('writes parts one after the other', async () => {
  const path = join(folder, 'a.data');
  await writeAtomically(path, [Buffer.from('one'), new Uint8Array(0), Buffer.from(', two')]);
  expect(await readFile(path, 'utf8')).toBe('one, two');
});

test('keeps a link and replaces its target, wherever that is', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows lets few people make links.');
  await mkdir(join(folder, 'elsewhere'));
  await writeFile(join(folder, 'elsewhere', 'a.csv'), 'before');
  const link = join(folder, 'link.csv');
  await symlink(join('elsewhere', 'a.csv'), link);
  await writeAtomically(link, 'after');
  expect((await lstat(link)).isSymbolicLink()).toBe(true);
  expect(await readFile(join(folder, 'elsewhere', 'a.csv'), 'utf8')).toBe('after');
  expect(await readdir(join(folder, 'elsewhere'))).toEqual(['a.csv']);
});

test('writes into a pipe and keeps it', async ({ skip }) => {
  skip(process.platform === 'win32', 'Windows has neither in its folders.');
  const pipe = join(folder, 'pipe');
  spawnSync('mkfifo', [pipe]);
  const read = readFile(pipe, 'utf8');
  await writeAtomically(pipe, [Buffer.from('one'), Buffer.from(', two')]);
  expect(await read).toBe('one, two');
  expect((await lstat(pipe)).isFIFO()).toBe(true);
});

test('leaves a file unchanged if there is no room for it', async ({ skip }) => {
  skip(whyNot !== null, `Cannot mount a small disk here: ${whyNot}`);
  const path = join(disk, 'a.data');
  await writeAtomically(path, 'before');
  const part = new Uint8Array(150_000);
  for (const content of [new Uint8Array(300_000), [part, part]])
    await expect(writeAtomically(path, content)).rejects.toThrow('ENOSPC');
  expect(await readFile(path, 'utf8')).toBe('before');
  expect(await readdir(disk)).toEqual(['a.data']);
});

test('replaces a file on Windows once a scanner releases it', async () => {
  const platform = vi.spyOn(process, 'platform', 'get').mockReturnValue('win32');
  const path = join(folder, 'a.run');
  await writeFile(path, 'before');
  vi.mocked(rename).mockRejectedValueOnce(Object.assign(new Error('EBUSY'), { code: 'EBUSY' }));
  await writeAtomically(path, 'after');
  platform.mockRestore();
  expect(await readFile(path, 'utf8')).toBe('after');
  expect(await readdir(folder)).toEqual(['a.run']);
});

test('removes what a process that died while writing left, and nothing else', async () => {
  const others = ['a.run', 'notes.tmp', `a.run.${ended()}.txt`, `b.run.${process.ppid}.tmp`, `thesis.${ended()}.tmp`];
  for (const name of [...others, `a.run.${ended()}.tmp`, `b.run.${process.pid}.tmp`, `b.run.${process.pid}-7.tmp`])
    await writeFile(join(folder, name), '');
  const folders = [`backup.${ended()}.tmp`, `c.run.${ended()}.tmp`];
  for (const name of folders) await mkdir(join(folder, name, 'photos'), { recursive: true });
  await removeLeftovers(folder, /^[a-z]\.run$/);
  expect((await readdir(folder)).sort()).toEqual([...others, ...folders].sort());
});

test('removes an old leftover even if its pid is in use again', async () => {
  const path = join(folder, `a.run.${process.ppid}.tmp`);
  await writeFile(path, '');
  await utimes(path, new Date(), new Date(Date.now() - 2 * 3_600_000));
  await removeLeftovers(folder, /^a\.run$/);
  expect(await readdir(folder)).toEqual([]);
});

test('accepts a missing folder', async () => {
  await expect(removeLeftovers(join(folder, 'none'), /./)).resolves.toBeUndefined();
});
