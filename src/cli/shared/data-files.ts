/**
 * Reads the files of a data set named on the command line: files, their folder, a .zip of them, or a folder of images
 * for each class; never more than the limits.
 */

import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { looksLikeIdx } from '../../domain/data-files/idx.ts';
import { looksLikeZip } from '../../domain/data-files/zip-checksums.ts';
import { dataFilesInZip, type ForeignProgram, programOf } from '../../domain/data-files/foreign-files.ts';
import type { GivenFile } from '../../domain/data-files/given-file.ts';
import { imagePlaces, imageSetFiles } from '../../domain/data-files/image-folders.ts';
import { looksLikeData, withoutDoubles } from '../../domain/data-files/kept-files.ts';
import { looksLikePixelTable } from '../../domain/data-files/pixel-table.ts';
import { invalidDataSet } from '../../domain/data-files/problems.ts';
import { readFileWithin, readStart } from '../../engine/system/read-file-within.ts';
import { messageOf } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';
import { imageFormat, readImage } from '../predict/read-image.ts';
import { UnreadableError } from './unreadable.ts';

/** Bytes that {@link looksLikeIdx} looks at. */
const startBytes = 4;

/** Files of a folder, including those beside the images. */
const maxFilesBelow = 2 * limits.maxDataSetImages;

/** What to do with a file of another program. */
const otherwise: Readonly<Record<ForeignProgram, string>> = {
  numpy: 'holds NumPy arrays: write its images and labels as IDX files (unsigned bytes), and name both',
  pytorch: 'is a file of PyTorch: write its images and labels as IDX files (unsigned bytes), and name both',
  keras: 'is a file of Keras, not a data set: name files of images and labels',
};

/** What was found at the paths: files that are data by themselves, or images, which are read in turn. */
type Found = { readonly files: string[]; readonly images: Map<string, () => Promise<Uint8Array>> };

/**
 * @param paths of files, folders and .zip files
 * @throws GatescopeError and Error where one cannot be read, or where they are too many or too large; the signal's
 * reason
 */
export async function dataFilesAt(paths: readonly string[], signal: AbortSignal): Promise<readonly GivenFile[]> {
  const found: Found = { files: [], images: new Map() };
  for (const path of paths) await look(path, found, signal);
  const kept = withoutDoubles(found.files.map((path) => ({ name: basename(path), path })));
  if (kept.length > limits.maxDataSetFiles) throw invalidDataSet('tooManyFiles');
  await checkSizes(kept.map(({ path }) => path));
  const files: GivenFile[] = [];
  for (const { path } of kept) files.push(...(await opened(path, found)));
  if (found.images.size === 0) return withoutDoubles(files);
  if (files.length > 0)
    throw new Error(`${files[0].name} is not an image like the others: name either images or IDX files.`);
  const read = async (path: string) => decoded(path, (await found.images.get(path)?.()) ?? new Uint8Array());
  return imageSetFiles(imagePlaces([...found.images.keys()]), read, () => undefined, signal);
}

async function look(path: string, found: Found, signal: AbortSignal): Promise<void> {
  const there = await stat(path).catch(() => null);
  if (!there) throw new Error(`There is nothing at ${path}: name the files of a data set, or their folder.`);
  if (!there.isDirectory()) {
    found.files.push(path);
    return;
  }
  const data = await dataFilesIn(path);
  found.files.push(...data);
  if (data.length > 0) return;
  // With the folder's name, which may be that of a part.
  const root = basename(resolve(path));
  const inside = (await filesBelow(path, signal)).map((file) => [`${root}/${file}`, join(path, file)] as const);
  const places = imagePlaces(inside.map(([name]) => name));
  if (places.length === 0)
    throw new Error(`There are no IDX files or folders of images in ${path}: name the folder that contains them.`);
  const wanted = new Set(places.map((place) => place.path));
  for (const [name, file] of inside)
    if (wanted.has(name)) found.images.set(name, async () => (await fileAt(file, limits.maxImageBytes)).bytes);
}

/** Ignores other files of a folder, except a mapping.txt of names, and files that are named as data and are none. */
async function dataFilesIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  const paths = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const [data, names]: [string[], string[]] = [[], []];
  for (const path of paths.sort()) {
    const isData = looksLikeData(basename(path)) || looksLikeIdx(await startOf(path));
    const isTable = /\.csv$/i.test(path) && looksLikePixelTable(await startOf(path, limits.maxTitlesBytes));
    if (isData || isTable) data.push(path);
    else if (/mapping\.txt$/i.test(path)) names.push(path);
  }
  return data.length > 0 ? [...data, ...names] : [];
}

/**
 * Paths within a folder of all files in it and its subfolders. Links are not followed: they may lead anywhere, and in
 * circles.
 */
async function filesBelow(folder: string, signal: AbortSignal): Promise<string[]> {
  const files: string[] = [];
  const waiting = [''];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    signal.throwIfAborted();
    for (const entry of await entriesOf(join(folder, at))) {
      const path = at === '' ? entry.name : `${at}/${entry.name}`;
      if (entry.isFile()) files.push(path);
      else if (entry.isDirectory()) waiting.push(path);
    }
    if (files.length > maxFilesBelow)
      throw new Error(`There are more than ${maxFilesBelow} files in ${folder}: name the folder of the images.`);
  }
  return files;
}

function entriesOf(folder: string): Promise<Dirent[]> {
  return readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    throw unreadable(folder, error);
  });
}

/**
 * The file, or the contents of the .zip. @throws Error where it is known to be of another program, or a .zip that holds
 * no data
 */
async function opened(path: string, found: Found): Promise<readonly GivenFile[]> {
  const file = await fileAt(path, limits.maxDataSetBytes);
  const program = programOf(file);
  if (program) throw new Error(`${path} ${otherwise[program]}.`);
  if (!looksLikeZip(file.bytes)) return [file];
  const inside = dataFilesInZip(file);
  if (!inside)
    throw new Error(`${path} is a .zip without IDX files or folders of images, or damaged: download it again.`);
  const images = new Set(imagePlaces(inside.map(({ name }) => name)).map((place) => place.path));
  for (const { name, bytes } of inside) if (images.has(name)) found.images.set(name, () => Promise.resolve(bytes));
  return images.size > 0 ? [] : inside;
}

/** @throws Error where it cannot be read as an image */
async function decoded(path: string, bytes: Uint8Array) {
  const format = imageFormat(bytes);
  if (format === null)
    throw new Error(`${path} is neither a PNG nor a JPEG image, the formats read here: convert it, or leave it out.`);
  return readImage(bytes, format).catch((error: unknown) => {
    if (!(error instanceof UnreadableError)) throw error;
    throw new Error(`${path} ${error.message}: replace it, or leave it out.`, { cause: error });
  });
}

async function startOf(path: string, bytes = startBytes): Promise<Uint8Array> {
  return readStart(path, bytes).catch((error: unknown) => {
    throw unreadable(path, error);
  });
}

async function checkSizes(paths: readonly string[]): Promise<void> {
  let room: number = limits.maxDataSetBytes;
  for (const path of paths) {
    room -= (await stat(path)).size;
    if (room < 0) throw invalidDataSet('tooLarge', { file: path });
  }
}

async function fileAt(path: string, most: number): Promise<GivenFile> {
  const bytes = await readFileWithin(path, most).catch((error: unknown) => {
    throw unreadable(path, error);
  });
  return { name: basename(path), bytes };
}

function unreadable(path: string, error: unknown): Error {
  const why = messageOf(error);
  return new Error(`${path} cannot be read (${why}): name the files of a data set, or their folder.`, { cause: error });
}
