// Holds P14.
import { spawnSync } from 'node:child_process';
import type * as promises from 'node:fs/promises';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { modelFileNames, modelFilePath, replaceModelFiles } from './replace-model-files.ts';

vi.mock('node:fs/promises', async (importOriginal) => {
  const real = await importOriginal<typeof promises>();
  return { ...real, rename: vi.fn(real.rename) };
});

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-model-'));
});
afterEach(async () => {
  vi.mocked(rename).mockReset();
  await rm(folder, { recursive: true });
});

const model = (name: string) => ({
  'weights.bin': `${name} weights`,
  'model.json': `${name} topology`,
  'metadata.json': `${name} metadata`,
});

async function read(): Promise<string> {
  const texts = modelFileNames.map(async (name) => readFile(await modelFilePath(folder, name), 'utf8'));
  return (await Promise.all(texts)).map((text) => text.split(' ')[0]).join();
}

/** Stops like a process killed just before its nth rename of a model's file or folder. */
async function dieBeforeRename(nth: number, save: () => Promise<void>): Promise<void> {
  const { rename: real } = await vi.importActual<typeof promises>('node:fs/promises');
  let renames = 0;
  vi.mocked(rename).mockImplementation((from, to) => {
    // The lock's renames do not count.
    if (String(to).includes('.lock')) return real(from, to);
    renames += 1;
    // Never settles, as in a killed process.
    return renames > nth ? Promise.reject(new Error('killed')) : real(from, to);
  });
  await save().catch(() => undefined);
  vi.mocked(rename).mockImplementation(real);
}

test.each([0, 1, 2, 3, 4])('killed after %i renames, the folder has the old model or the new one', async (renames) => {
  await replaceModelFiles(folder, model('former'));
  await writeFile(join(folder, 'notes.txt'), 'mine');
  // Before its own four renames the save recovers the leftovers, with three.
  await dieBeforeRename(3 + renames, () => replaceModelFiles(folder, model('new')));
  expect(await read()).toBe(renames === 0 ? 'former,former,former' : 'new,new,new');

  await replaceModelFiles(folder, model('last'));
  expect(await read()).toBe('last,last,last');
  expect((await readdir(folder)).sort()).toEqual([...modelFileNames, 'notes.txt'].sort());
});

test('of two models saved at once one remains, whole', async () => {
  const names = ['one', 'two', 'three', 'four'];
  await Promise.all(names.map((name) => replaceModelFiles(folder, model(name))));
  expect(names.map((name) => `${name},${name},${name}`)).toContain(await read());
  expect((await readdir(folder)).sort()).toEqual([...modelFileNames].sort());
});

test("removes a dead process's unfinished files, but nothing of a person's", async () => {
  const { pid } = spawnSync(process.execPath, ['--version']);
  const left = join(folder, `.gatescope-model.${pid}-1.tmp`);
  const kept = join(folder, `.gatescope-model.${pid}-2.tmp`);
  for (const path of [left, kept]) await mkdir(path);
  await writeFile(join(left, 'weights.bin'), '');
  await writeFile(join(kept, 'thesis.txt'), '');
  await replaceModelFiles(folder, model('new'));
  expect((await readdir(folder)).sort()).toEqual([...modelFileNames, `.gatescope-model.${pid}-2.tmp`].sort());
});
