/**
 * Reads the files of a data set that the command line names: themselves, their folder or a .zip of them, or a folder of images for
 * each class; and no more of them than there may be.
 */

import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { looksLikeIdx } from '../engine/data/idx.ts';
import { dataFilesInZip, type ForeignProgram, programOf } from '../engine/own-data/foreign-files.ts';
import type { GivenFile } from '../engine/own-data/given-file.ts';
import { imagePlaces, imageSetFiles } from '../engine/own-data/image-folders.ts';
import { looksLikeData, withoutDoubles } from '../engine/own-data/kept-files.ts';
import { mostBytes, mostFiles } from '../engine/own-data/limits.ts';
import { looksLikePixelTable, mostTitleBytes } from '../engine/own-data/pixel-table.ts';
import { invalidDataSet } from '../engine/own-data/problems.ts';
import { readFileWithin, readStart } from '../engine/read-file-within.ts';
import { messageOf } from '../protocol/errors.ts';
import { imageFormat, readImage } from './read-image.ts';
import { UnreadableError } from './unreadable.ts';

/** What {@link looksLikeIdx} looks at. */
const startBytes = 4;

/** What to do with a file of another program. */
const otherwise: Readonly<Record<ForeignProgram, string>> = {
  numpy: 'holds NumPy arrays: write its images and labels as IDX files (unsigned bytes), and name both',
  pytorch: 'is a file of PyTorch: write its images and labels as IDX files (unsigned bytes), and name both',
  keras: 'is a file of Keras, not a data set: name files of images and labels',
};

/**
 * @param paths of files, folders and .zip files
 * @throws GatescopeError and Error where one cannot be read, or where they are too many or too large; the signal's reason
 */
export async function dataFilesAt(paths: readonly string[], signal: AbortSignal): Promise<readonly GivenFile[]> {
  const found: string[] = [];
  for (const path of paths) {
    const there = await stat(path).catch(() => null);
    if (!there) throw new Error(`There is nothing at ${path}: name the files of a data set, or their folder.`);
    const inside = there.isDirectory() ? await dataFilesIn(path) : [path];
    if (inside.length > 0) found.push(...inside);
    else return imagesIn(path, signal);
  }
  const kept = withoutDoubles(found.map((path) => ({ name: basename(path), path })));
  if (kept.length > mostFiles) throw invalidDataSet('tooManyFiles');
  await checkSizes(kept.map(({ path }) => path));
  const files: GivenFile[] = [];
  for (const { path } of kept) files.push(...(await unpacked(path, await fileAt(path), signal)));
  return withoutDoubles(files);
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
  return found;
}

/** The images in the folders of a folder. */
async function imagesIn(folder: string, signal: AbortSignal): Promise<GivenFile[]> {
  const names = await readdir(folder, { recursive: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
  const places = imagePlaces(names);
  if (places.length === 0)
    throw new Error(`There are no IDX files in ${folder}, and no folders of images: name the folder that they lie in.`);
  const read = async (path: string) => decoded(path, (await fileAt(join(folder, path))).bytes);
  return imageSetFiles(places, read, () => undefined, signal);
}

/** A .zip's files in its place. @throws Error where a file is known to be of another program, or a .zip holds no data */
async function unpacked(path: string, file: GivenFile, signal: AbortSignal): Promise<readonly GivenFile[]> {
  const program = programOf(file);
  if (program) throw new Error(`${path} ${otherwise[program]}.`);
  const isZip = file.bytes[0] === 0x50 && file.bytes[1] === 0x4b;
  if (!isZip) return [file];
  const inside = dataFilesInZip(file);
  if (!inside)
    throw new Error(`${path} is a .zip without IDX files or folders of images, or a damaged one: get it again.`);
  const images = new Map(inside.map(({ name, bytes }) => [name, bytes]));
  const places = imagePlaces([...images.keys()]);
  if (places.length === 0) return inside;
  const read = (name: string) => decoded(name, images.get(name) ?? new Uint8Array());
  return imageSetFiles(places, read, () => undefined, signal);
}

/** @throws GatescopeError `dataSetInvalid` where it is no image */
async function decoded(path: string, bytes: Uint8Array) {
  const format = imageFormat(bytes);
  if (format === null) throw invalidDataSet('notImage', { path });
  return readImage(bytes, format).catch((error: unknown) => {
    throw error instanceof UnreadableError ? invalidDataSet('notImage', { path }) : error;
  });
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
