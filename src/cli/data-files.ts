/** Reads the files of a data set that the command line names: themselves or their folder, and no more of them than there may be. */

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { looksLikeIdx } from '../engine/data/idx.ts';
import { looksLikeData, withoutDoubles } from '../engine/own-data/kept-files.ts';
import { mostBytes, mostFiles } from '../engine/own-data/limits.ts';
import { looksLikePixelTable, mostTitleBytes } from '../engine/own-data/pixel-table.ts';
import { invalidDataSet } from '../engine/own-data/problems.ts';
import type { GivenFile } from '../engine/own-data/read-files.ts';
import { readFileWithin, readStart } from '../engine/read-file-within.ts';
import { messageOf } from '../protocol/errors.ts';

/** What {@link looksLikeIdx} looks at. */
const startBytes = 4;

/** @throws GatescopeError and Error where one cannot be read, or where they are too many or too large */
export async function dataFilesAt(paths: readonly string[]): Promise<GivenFile[]> {
  const found: string[] = [];
  for (const path of paths) {
    const there = await stat(path).catch(() => null);
    if (!there) throw new Error(`There is nothing at ${path}: name the files of a data set, or their folder.`);
    found.push(...(there.isDirectory() ? await dataFilesIn(path) : [path]));
  }
  const kept = withoutDoubles(found.map((path) => ({ name: basename(path), path })));
  if (kept.length > mostFiles) throw invalidDataSet('tooManyFiles');
  await checkSizes(kept.map(({ path }) => path));
  const files: GivenFile[] = [];
  for (const { path } of kept) files.push(await fileAt(path));
  return files;
}

/** What else lies in a folder is left alone, but for a mapping.txt of names, and what is named as data and is none. */
async function dataFilesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const paths = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const found: string[] = [];
  for (const path of paths.sort()) {
    const isData = looksLikeData(basename(path)) || looksLikeIdx(await startOf(path));
    const isTable = /\.csv$/i.test(path) && looksLikePixelTable(await startOf(path, mostTitleBytes));
    if (/mapping\.txt$/i.test(path) || isData || isTable) found.push(path);
  }
  if (found.length === 0) throw new Error(`There are no IDX files in ${folder}: name the folder that they lie in.`);
  return found;
}

async function startOf(path: string, bytes = startBytes): Promise<Uint8Array> {
  return readStart(path, bytes).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

async function checkSizes(paths: readonly string[]): Promise<void> {
  let room = mostBytes;
  for (const path of paths) {
    room -= (await stat(path)).size;
    if (room < 0) throw invalidDataSet('tooLarge', { file: path });
  }
}

async function fileAt(path: string): Promise<GivenFile> {
  const bytes = await readFileWithin(path, mostBytes).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return { name: basename(path), bytes };
}

function unreadable(path: string, error: unknown): Error {
  const why = messageOf(error);
  return new Error(`${path} cannot be read (${why}): name the files of a data set, or their folder.`, { cause: error });
}
