/**
 * Runs of comparisons on the disk, one file each, written when it has ended: no two engines write the same one. Before the bytes of
 * `compared-file.ts` stands their sha256.
 */

import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { mostRuns } from '../../domain/experiments/experiments.ts';
import { namesIn, removeFile } from '../system/files.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { readFileWithin } from '../system/read-file-within.ts';
import { signed, unsigned } from '../system/signed-file.ts';
import { writeAtomically } from '../system/write-atomically.ts';
import { decodeRun, encodeRun, type StoredRun } from './compared-file.ts';

export type ComparedFolder = {
  /** In the order in which they were queued; what cannot be read is left out, and left alone. */
  load(): Promise<readonly LoadedRun[]>;
  /** @throws GatescopeError `comparisonUnsaved`; what the file was before, it still is */
  save(file: string, run: StoredRun): Promise<void>;
  /** Where it cannot be removed it comes back with the next start. */
  remove(file: string): Promise<void>;
};

export type LoadedRun = StoredRun & { readonly file: string };

const ending = '.compared';

/** The largest network takes 21 MB. */
const mostBytes = 64 * 2 ** 20;

/** The names of all files that are written there. */
export const comparedFileName = /^\d{14}-[0-9a-z]{4}\.compared$/;

/** Where the compared runs of a user directory are. */
export function comparedRunsFolder(userDirectory: string): string {
  return join(userDirectory, 'comparison');
}

/** @param userDirectory its {@link comparedRunsFolder} is made with the first run */
export function createComparedFolder(userDirectory: string): ComparedFolder {
  const folder = comparedRunsFolder(userDirectory);
  const pathOf = (file: string) => join(folder, file + ending);

  async function read(name: string): Promise<LoadedRun[]> {
    try {
      const bytes = unsigned(await readFileWithin(join(folder, name), mostBytes));
      return bytes ? [{ ...decodeRun(bytes), file: name.slice(0, -ending.length) }] : [];
    } catch {
      return [];
    }
  }

  async function remove(file: string): Promise<void> {
    await removeFile(pathOf(file)).catch(() => undefined);
  }

  return {
    async load() {
      const names = (await namesIn(folder).catch(() => [])).filter((name) => comparedFileName.test(name));
      let runs: LoadedRun[] = [];
      // One after the other: each may be large, and of several engines there may be more than are kept.
      for (const name of names) {
        runs = [...runs, ...(await read(name))].sort((a, b) => a.queued - b.queued);
        for (const { file } of runs.slice(0, -mostRuns)) await remove(file);
        runs = runs.slice(-mostRuns);
      }
      return runs;
    },
    async save(file, run) {
      const bytes = encodeRun(run);
      try {
        await makeFolder(folder);
        await writeAtomically(pathOf(file), signed(bytes));
      } catch (error) {
        throw unsaved(folder, error);
      }
    },
    remove,
  };
}

function unsaved(folder: string, error: unknown): GatescopeError {
  const why = messageOf(error);
  const message = `Compared runs cannot be kept in ${folder} (${why}): they are there until Gatescope ends. Make room or allow writing there.`;
  return new GatescopeError('comparisonUnsaved', message, { folder, why });
}
