/** Writes a file whole or not at all, and never over one that must not be replaced. */

import { access, constants, copyFile, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from '../../engine/system/replace-file.ts';

/** Why a file was not saved; `texts` has the words. */
export type SavingProblem =
  'notAllowed' | 'protected' | 'readOnly' | 'diskFull' | 'folderGone' | 'longName' | 'wrongName' | 'isFolder' | 'inUse';

const problems: ReadonlyMap<string, SavingProblem> = new Map([
  ['EACCES', 'notAllowed'],
  ['EPERM', 'notAllowed'],
  ['EROFS', 'readOnly'],
  ['ENOSPC', 'diskFull'],
  ['EDQUOT', 'diskFull'],
  ['ENOENT', 'folderGone'],
  ['ENOTDIR', 'folderGone'],
  ['ENAMETOOLONG', 'longName'],
  ['EINVAL', 'wrongName'],
  ['EISDIR', 'isFolder'],
  ['EBUSY', 'inUse'],
]);

/** Thrown instead of the file system's error where its cause is known. */
export class NotSaved extends Error {
  readonly problem: SavingProblem;

  constructor(problem: SavingProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

let lastTemporary = 0;

/**
 * Copies a file, through a temporary file in the target folder, since renaming works within one disk only.
 * @throws NotSaved, or the file system's error; the old file is then unchanged
 */
export async function writeWhole(from: string, to: string) {
  // A separate short name: next to the longest possible name there is no room for an extension.
  const whole = join(dirname(to), `.gatescope-${process.pid}-${++lastTemporary}.tmp`);
  try {
    await requireReplaceable(to);
    await copyFile(from, whole);
    await putOnDisk(whole);
    await replaceFile(whole, to);
  } catch (error) {
    await rm(whole, { force: true }).catch(() => undefined);
    const problem = problems.get((error as NodeJS.ErrnoException).code ?? '');
    throw problem === undefined ? error : new NotSaved(problem, error);
  }
}

/** Renaming checks neither write protection nor whether the target is a file. */
async function requireReplaceable(path: string) {
  const there = await stat(path).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  });
  if (!there) return;
  if (!there.isFile()) throw new NotSaved('isFolder');
  await access(path, constants.W_OK).catch((error: unknown) => {
    throw (error as NodeJS.ErrnoException).code === 'EROFS' ? error : new NotSaved('protected', error);
  });
}

async function putOnDisk(path: string) {
  // Windows requires write access for this.
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}
