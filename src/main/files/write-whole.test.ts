import type * as promises from 'node:fs/promises';
import { access, copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { english } from '../texts/en.ts';
import { writeWhole } from './write-whole.ts';

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof promises>();
  return { ...real, copyFile: vi.fn(real.copyFile), access: vi.fn(real.access) };
});

let folder: string;
let from: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-write-'));
  from = join(folder, 'download');
  await writeFile(from, 'new');
});
afterEach(() => rm(folder, { recursive: true }));

const errorOf = (code: string) => Object.assign(new Error(`${code}: said the system`), { code });

test('replaces another file by the whole new one', async () => {
  await writeFile(join(folder, 'x'), 'old');
  await writeWhole(from, join(folder, 'x'));
  expect(await readFile(join(folder, 'x'), 'utf8')).toBe('new');
  expect(await readdir(folder)).toEqual(['download', 'x']);
});

test('accepts the longest name that the system accepts', async () => {
  const longest = join(folder, 'x'.repeat(255));
  await writeWhole(from, longest);
  expect(await readFile(longest, 'utf8')).toBe('new');
});

test.each([
  ['folderGone', 'missing/x'],
  ['folderGone', 'download/x'],
  ['isFolder', 'sub'],
  ['longName', 'x'.repeat(256)],
] as const)('%s: %s', async (problem, name) => {
  await mkdir(join(folder, 'sub'));
  await expect(writeWhole(from, join(folder, name))).rejects.toMatchObject({ problem });
  expect(await readdir(folder)).toEqual(['download', 'sub']);
});

test.each([
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['EROFS', 'readOnly'],
  ['EACCES', 'notAllowed'],
  ['EPERM', 'notAllowed'],
  ['EBUSY', 'inUse'],
  ['EINVAL', 'wrongName'],
] as const)(
  'turns the system’s %s into %s, and leaves the old file and nothing half-written',
  async (code, problem) => {
    await writeFile(join(folder, 'x'), 'old');
    vi.mocked(copyFile).mockImplementationOnce(async (_, to) => {
      await writeFile(to, 'ne');
      throw errorOf(code);
    });
    await expect(writeWhole(from, join(folder, 'x'))).rejects.toMatchObject({ problem });
    expect(await readFile(join(folder, 'x'), 'utf8')).toBe('old');
    expect(await readdir(folder)).toEqual(['download', 'x']);
    expect(english.saving[problem]).toMatch(/\w: \w.*\.$/);
  },
);

test('does not replace a write-protected file', async () => {
  await writeFile(join(folder, 'x'), 'old', { mode: 0o444 });
  // Nothing is protected from root, who may run this.
  if (process.getuid?.() === 0) vi.mocked(access).mockRejectedValueOnce(errorOf('EACCES'));
  await expect(writeWhole(from, join(folder, 'x'))).rejects.toMatchObject({ problem: 'protected' });
  expect(await readFile(join(folder, 'x'), 'utf8')).toBe('old');
});

test('throws an unforeseen error unchanged', async () => {
  vi.mocked(copyFile).mockRejectedValueOnce(errorOf('EIO'));
  await expect(writeWhole(from, join(folder, 'x'))).rejects.toThrow('EIO: said the system');
});
