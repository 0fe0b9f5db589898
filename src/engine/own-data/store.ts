/**
 * Stores own data sets on disk, each in a file named by its content hash, so that an altered or cut one is detected;
 * and remembers which one to show when the next engine starts.
 */

import * as v from 'valibot';
import { textOf } from '../../domain/bytes.ts';
import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { type DataSet, isMnist } from '../data/data-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { createQueue } from '../../domain/cooperate.ts';
import { isNewer, migrate, newestOf, stampEntries, type Versions } from '../../domain/migrate.ts';
import { firstIssue } from '../../domain/first-issue.ts';
import { settingRanges } from '../../domain/recipe/config.ts';
import { limits } from '../../domain/limits/limits.ts';
import { removeFile, setModified } from '../system/files.ts';
import { keepNewest } from '../system/keep-newest.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { readFileWithin, readStart } from '../system/read-file-within.ts';
import { writeAtomically } from '../system/write-atomically.ts';
import { columnsOf, dataSetVersions, describe, idOf } from './open-draft.ts';

export type DataSetStore = {
  /**
   * Saves it, and drops the oldest beyond the limit.
   * @throws GatescopeError `dataSetUnsaved`; nothing has changed then
   */
  keep(data: DataSet): Promise<void>;
  /** @param name of the set, for the error message @throws GatescopeError `dataSetMissing`, `dataSetNewer` */
  readonly load: (id: string, name: string) => Promise<DataSet>;
  /** Marks it to be shown by the next engine; the last call wins. */
  choose(data: DataSet): Promise<void>;
  /** Resolves when the choice is on disk or its save has failed. */
  settled(): Promise<void>;
  /** What the previous engine showed; null: MNIST. @throws GatescopeError `dataSetMissing`, `dataSetNewer` */
  chosen(): Promise<DataSet | null>;
};

/** Why the file is not overwritten. */
const keptByNewer = 'a newer Gatescope keeps its own there';

const ending = '.data';
const lengthBytes = 4;
const maxFileBytes = limits.maxDataSetHeaderBytes + limits.maxDataSetImages * (pixelCount + 1);

const count = v.pipe(v.number(), v.integer(), v.minValue(1));
const descriptionSchema = v.object({
  ...stampEntries(dataSetVersions),
  name: v.string(),
  classNames: v.pipe(v.array(v.string()), v.minLength(settingRanges.classes[0]), v.maxLength(settingRanges.classes[1])),
  trainCount: count,
  testCount: count,
});

/** Its first version had no version number. */
const chosenVersions: Versions = { format: null, ups: [] };

const chosenSchema = v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/)), name: v.string() });

/** Matches every file written to this folder. */
export const dataSetFileName = /^(?:[0-9a-f]{32}\.data|chosen\.json)$/;

/** Folder of data sets within a user directory. */
export function dataSetsFolder(userDirectory: string): string {
  return join(userDirectory, 'data-sets');
}

/** @param userDirectory its {@link dataSetsFolder} is created with the first set; null: nothing outlasts the engine */
export function createDataSetStore(userDirectory: string | null): DataSetStore {
  const folder = userDirectory === null ? null : dataSetsFolder(userDirectory);
  const pathOf = (inFolder: string, id: string) => join(inFolder, id + ending);
  const chosenFile = 'chosen.json';
  const takeTurn = createQueue();

  async function remember(data: DataSet, inFolder: string): Promise<void> {
    try {
      const found = await readJson(join(inFolder, chosenFile));
      if (isNewer(chosenVersions, found)) throw new Error(keptByNewer);
      if (isMnist(data)) {
        await removeFile(join(inFolder, chosenFile));
        return;
      }
      await setModified(pathOf(inFolder, data.id), Date.now());
      await writeAtomically(
        join(inFolder, chosenFile),
        JSON.stringify({ version: newestOf(chosenVersions), id: data.id, name: data.name }),
      );
    } catch (error) {
      throw unsaved(inFolder, data.name, error);
    }
  }

  async function load(id: string, name: string): Promise<DataSet> {
    const bytes = folder === null ? null : await readFileWithin(pathOf(folder, id), maxFileBytes).catch(() => null);
    const data = bytes && decode(bytes);
    if (data === 'newer') throw newer(name);
    if (!data || (await idOf(data)) !== id) throw missing(name);
    return { id, ...data };
  }

  return {
    load,
    async keep(data) {
      if (folder === null) return;
      try {
        await makeFolder(folder);
        await writeAtomically(pathOf(folder, data.id), encode(data));
        await keepNewest(folder, ending, limits.maxDataSetsKept, data.id + ending, isOfLater);
      } catch (error) {
        throw unsaved(folder, data.name, error);
      }
    },
    choose: (data) => takeTurn(() => (folder === null ? Promise.resolve() : remember(data, folder))),
    settled: () => takeTurn(() => Promise.resolve()),
    async chosen() {
      if (folder === null) return null;
      const parsed = v.safeParse(chosenSchema, migrate(chosenVersions, await readJson(join(folder, chosenFile))));
      return parsed.success ? load(parsed.output.id, parsed.output.name) : null;
    },
  };
}

/** Whether a newer Gatescope wrote this file. */
async function isOfLater(path: string): Promise<boolean> {
  const start = await readStart(path, lengthBytes + limits.maxDataSetHeaderBytes).catch(() => null);
  return start !== null && isNewer(dataSetVersions, describedIn(start));
}

/** @returns null if nothing can be read */
async function readJson(path: string): Promise<unknown> {
  try {
    return parsedJson(textOf(await readFileWithin(path, limits.maxChosenDataSetBytes)));
  } catch {
    return null;
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** [description length, u32, little-endian][description, JSON][training labels, test labels, images likewise]. */
function encode(data: DataSet): Uint8Array[] {
  const description = new TextEncoder().encode(describe(data));
  const length = new Uint8Array(lengthBytes);
  new DataView(length.buffer).setUint32(0, description.length, true);
  return [length, description, ...columnsOf(data)];
}

/** Where the described bytes start; null without a description. */
function startOf(bytes: Uint8Array): number | null {
  if (bytes.length < lengthBytes) return null;
  const start = lengthBytes + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return start > Math.min(bytes.length, limits.maxDataSetHeaderBytes) ? null : start;
}

/** The description, unchecked; null if missing. */
function describedIn(bytes: Uint8Array): unknown {
  const start = startOf(bytes);
  return start === null ? null : parsedJson(new TextDecoder().decode(bytes.subarray(lengthBytes, start)));
}

/** @returns null for what {@link encode} did not write, `newer` for what a later version did */
function decode(bytes: Uint8Array): Omit<DataSet, 'id'> | 'newer' | null {
  const start = startOf(bytes);
  if (start === null) return null;
  const described = describedIn(bytes);
  if (isNewer(dataSetVersions, described)) return 'newer';
  const parsed = v.safeParse(descriptionSchema, migrate(dataSetVersions, described), firstIssue);
  if (!parsed.success) return null;
  const { name, classNames, trainCount, testCount } = parsed.output;
  const lengths = [trainCount, testCount, trainCount * pixelCount, testCount * pixelCount];
  if (bytes.length !== lengths.reduce((sum, length) => sum + length, start)) return null;
  let at = start;
  const [trainLabels, testLabels, trainImages, testImages] = lengths.map((length) =>
    bytes.subarray(at, (at += length)),
  );
  return {
    ...{ name, classNames },
    train: { count: trainCount, images: trainImages, labels: trainLabels },
    test: { count: testCount, images: testImages, labels: testLabels },
  };
}

function missing(name: string): GatescopeError {
  const message = `The data set "${name}" is missing or damaged: open its files again.`;
  return new GatescopeError('dataSetMissing', message, { name });
}

function newer(name: string): GatescopeError {
  const message = `The data set "${name}" was saved by a newer Gatescope: update Gatescope to open it. The file stays.`;
  return new GatescopeError('dataSetNewer', message, { name });
}

function unsaved(folder: string, name: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `Cannot save the data set "${name}" in ${folder} (${why}). It is open until Gatescope closes: free up space or allow writing there.`;
  return new GatescopeError('dataSetUnsaved', message, { name, folder, why });
}
