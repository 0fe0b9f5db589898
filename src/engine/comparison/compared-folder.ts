/**
 * Compared runs on disk, one file per finished run, so that no two engines write the same one. Each file is the sha256
 * followed by the bytes of `compared-file.ts`.
 */

import { GatescopeError, messageOf } from '../../domain/errors.ts';
import { limits } from '../../domain/limits/limits.ts';
import { namesIn, removeFile } from '../system/files.ts';
import { makeFolder } from '../system/make-folder.ts';
import { join } from '../system/paths.ts';
import { readFileWithin } from '../system/read-file-within.ts';
import { signed, unsigned } from '../system/signed-file.ts';
import { writeAtomically } from '../system/write-atomically.ts';
import { NewerCheckpoint } from '../training/framed.ts';
import { decodeRun, encodeRun, type StoredRun } from './compared-file.ts';

export type ComparedFolder = {
  /** The runs in queue order, and how many a newer version wrote; skips those and unreadable files and leaves them in place. */
  load(): Promise<{ readonly runs: readonly LoadedRun[]; readonly newer: number }>;
  /** @throws GatescopeError `comparisonUnsaved`; the previous file is then intact */
  save(file: string, run: StoredRun): Promise<void>;
  /** A file that cannot be removed reappears after a restart. */
  remove(file: string): Promise<void>;
};

export type LoadedRun = StoredRun & { readonly file: string };

const ending = '.compared';

/** Matches every file written to this folder. */
export const comparedFileName = /^\d{14}-[0-9a-z]{4}\.compared$/;

/** Folder of compared runs within a user directory. */
export function comparedRunsFolder(userDirectory: string): string {
  return join(userDirectory, 'comparison');
}

/** @param userDirectory its {@link comparedRunsFolder} is created with the first run */
export function createComparedFolder(userDirectory: string): ComparedFolder {
  const folder = comparedRunsFolder(userDirectory);
  const pathOf = (file: string) => join(folder, file + ending);

  async function read(name: string): Promise<LoadedRun | 'newer' | null> {
    try {
      const bytes = unsigned(await readFileWithin(join(folder, name), limits.maxComparedRunBytes));
      return bytes && { ...decodeRun(bytes), file: name.slice(0, -ending.length) };
    } catch (error) {
      return error instanceof NewerCheckpoint ? 'newer' : null;
    }
  }

  async function remove(file: string): Promise<void> {
    await removeFile(pathOf(file)).catch(() => undefined);
  }

  return {
    async load() {
      const names = (await namesIn(folder).catch(() => [])).filter((name) => comparedFileName.test(name));
      let runs: LoadedRun[] = [];
      let newer = 0;
      // One at a time: files are large, and several engines may have left more than the limit.
      for (const name of names) {
        const found = await read(name);
        if (found === 'newer') newer++;
        if (!found || found === 'newer') continue;
        runs = [...runs, found].sort((a, b) => a.queued - b.queued);
        for (const { file } of runs.slice(0, -limits.maxComparedRuns)) await remove(file);
        runs = runs.slice(-limits.maxComparedRuns);
      }
      return { runs, newer };
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
  const message = `Cannot save compared runs in ${folder} (${why}). They last until Gatescope closes: free up space or allow writing there.`;
  return new GatescopeError('comparisonUnsaved', message, { folder, why });
}
