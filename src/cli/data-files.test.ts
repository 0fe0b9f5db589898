import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { barsPair, labelsOf } from '../engine/own-data/testing/files.ts';
import { dataFilesAt } from './data-files.ts';
import { openData } from './open-data.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-data-files-'));
});
afterEach(() => rm(folder, { recursive: true }));

const pair = barsPair(labelsOf(12, 3));

async function writeTo(into: string): Promise<void> {
  for (const { name, bytes } of pair) await writeFile(join(into, name), bytes);
}

/** A file that says how long it is and takes no room. */
async function hollowFile(name: string, start: Uint8Array | string, length: number): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, start);
  await truncate(path, length);
  return path;
}

const io = { print: () => undefined, complain: () => undefined, terminal: null, signal: new AbortController().signal };
const open = (data: readonly string[], labels?: string) => openData({ data, labels }, { parted: true }, '', io);

test('of a folder its IDX files are read, and nothing else, however large', async () => {
  await writeTo(folder);
  await mkdir(join(folder, 'images.idx'));
  await hollowFile('film.avi', 'RIFF', 700_000_000);
  const before = process.resourceUsage().maxRSS;
  const files = await dataFilesAt([folder]);
  expect(files.map(({ name }) => name).sort()).toEqual(pair.map(({ name }) => name).sort());
  // In kilobytes.
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(300_000);
});

test.skipIf(process.platform === 'win32')(
  'a pipe is refused at once, in the place of a file, names or a folder',
  async () => {
    await writeTo(folder);
    const pipe = join(folder, 'pipe');
    expect(spawnSync('mkfifo', [pipe]).status).toBe(0);
    const refused = `${pipe} cannot be read (it is no file): name the files of a data set, or their folder.`;
    await expect(open([pipe])).rejects.toThrow(refused);
    await expect(open([folder, pipe])).rejects.toThrow(refused);
    await expect(open([folder], pipe)).rejects.toThrow(`The names in ${pipe} cannot be used (it is no file)`);
    expect((await open([folder])).train.count).toBeGreaterThan(0);
  },
);

test('an error page by the name of data is not passed over', async () => {
  await writeTo(folder);
  await writeFile(join(folder, 't10k-labels-idx1-ubyte.gz'), '<!DOCTYPE html>\n<hr>\n');
  await expect(open([folder])).rejects.toThrow(
    't10k-labels-idx1-ubyte.gz is not an IDX file but a text (it begins with <!DO',
  );
});

test('files that are too large, alone or together, are refused before they are read', async () => {
  const idx = Uint8Array.of(0, 0, 8, 3);
  await expect(dataFilesAt([await hollowFile('huge', idx, 2 ** 40)])).rejects.toThrow('larger than 800 MB');
  const halves = [await hollowFile('one', idx, 500_000_000), await hollowFile('other', idx, 500_000_000)];
  await expect(dataFilesAt(halves)).rejects.toThrow('other the data set is larger than 800 MB');
});

test('more files than a data set has are refused before they are read', async () => {
  for (let at = 0; at < 6; at++) await hollowFile(`images-${at}`, Uint8Array.of(0, 0, 8, 3), 2 ** 40);
  await expect(dataFilesAt([folder])).rejects.toThrow('at most 5 files');
});

test('a text of names is no larger than names are', async () => {
  await writeTo(folder);
  const names = await hollowFile('names.txt', 'a', 150_000_000);
  await expect(open([folder], names)).rejects.toThrow(
    'cannot be used (it is larger than 100 kB): write one name a line.',
  );
});
