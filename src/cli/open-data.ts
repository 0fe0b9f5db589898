/** Opens the data set that a command is to use: MNIST, or files of one's own. */

import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type DataSet, mnistDataSet } from '../engine/data/data-set.ts';
import { looksLikeIdx } from '../engine/data/idx.ts';
import { loadMnist } from '../engine/data/mnist.ts';
import { readDraft } from '../engine/own-data/draft.ts';
import { labelPresets, type LabelPreset, numberNames, parseLabelNames } from '../engine/own-data/label-names.ts';
import { mostBytes, mostNameLength } from '../engine/own-data/limits.ts';
import { openDraft } from '../engine/own-data/open-draft.ts';
import type { GivenFile } from '../engine/own-data/read-files.ts';
import type { DataOptions } from './data-options.ts';
import type { Io } from './io.ts';

type OpenOptions = {
  /** Names to take where neither the options nor the files have any. */
  readonly usualNames?: readonly string[] | undefined;
  /** What the set is known as, whatever its files say; `--labels` says more. */
  readonly known?: { readonly name: string; readonly classNames?: readonly string[] | undefined } | null;
  /** Whether a single pair is parted into images to train and to test on; else all of it is both. */
  readonly parted: boolean;
};

/**
 * Says on standard error what was made of the files that one would not expect.
 * @throws GatescopeError and Error where files cannot be read or do not go together; the signal's reason
 */
export async function openData(
  { data: paths, labels, transpose: transposed = false }: DataOptions,
  { usualNames, known, parted }: OpenOptions,
  mnistDirectory: string,
  io: Io,
): Promise<DataSet> {
  if (!paths) {
    if (labels !== undefined || transposed) throw new Error('--labels and --transpose go with --data: name its files.');
    return mnistDataSet(await loadMnist(mnistDirectory));
  }
  const draft = await readDraft(await filesAt(paths), io.signal, { parted });
  const { about } = draft;
  const { classes, firstLabel, heldBack, testCount, width, height } = about;
  const given = labels === undefined ? (known?.classNames ?? about.classNames) : await namesOf(labels);
  const classNames = given ?? usualNames ?? numberNames(classes, firstLabel);
  const name = known?.name ?? (about.name || basename(resolve(paths[0]))).slice(0, mostNameLength);
  if (heldBack) io.complain(`There is no test pair: ${testCount} images, always the same, are held back to test on.`);
  if (firstLabel === 1) io.complain('The labels begin with 1: label 1 is the first class.');
  if (width !== 28 || height !== 28) io.complain(`The images of ${width}×${height} pixels are brought to 28×28.`);
  return openDraft(draft, { name, classNames, transposed });
}

async function namesOf(labels: string): Promise<readonly string[]> {
  if (Object.hasOwn(labelPresets, labels)) return labelPresets[labels as LabelPreset];
  try {
    return parseLabelNames(await readFile(labels, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`The names in ${labels} cannot be used (${why}): write one name a line.`, { cause: error });
  }
}

async function filesAt(paths: readonly string[]): Promise<GivenFile[]> {
  const files: GivenFile[] = [];
  for (const path of paths) {
    const found = await stat(path).catch(() => null);
    if (!found) throw new Error(`There is nothing at ${path}: name the files of a data set, or their folder.`);
    if (found.isDirectory()) files.push(...(await idxFilesIn(path)));
    else files.push(await fileAt(path));
  }
  return files;
}

/** What else lies in a folder is left alone, but for a mapping.txt of names. */
async function idxFilesIn(folder: string): Promise<GivenFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  const files: GivenFile[] = [];
  for (const path of paths.sort()) {
    if ((await stat(path)).size > mostBytes) continue;
    const file = await fileAt(path);
    if (looksLikeIdx(file.bytes) || /mapping\.txt$/i.test(path)) files.push(file);
  }
  if (files.length === 0) throw new Error(`There are no IDX files in ${folder}: name the folder that they lie in.`);
  return files;
}

async function fileAt(path: string): Promise<GivenFile> {
  const { size } = await stat(path);
  if (size > mostBytes) throw new Error(`${path} is larger than ${mostBytes / 1e6} MB: take a smaller data set.`);
  return { name: basename(path), bytes: await readFile(path) };
}
