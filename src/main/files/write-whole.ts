/** Puts a file where the person says: whole or not at all, and never in the place of what may not be replaced. */

import { access, constants, copyFile, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile } from '../../engine/system/replace-file.ts';

/** Why a file was not saved; the words are in `texts`. */
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

/** Thrown in the place of the file system's error where its cause is known. */
export class NotSaved extends Error {
  readonly problem: SavingProblem;

  constructor(problem: SavingProblem, cause?: unknown) {
    super(problem, { cause });
    this.problem = problem;
  }
}

let lastTemporary = 0;

/**
 * Copies a file. Through a neighbour of the new place, because a file can be renamed within one disk only.
 * @throws NotSaved, or the file system's error; what lay there is then as it was
 */
export async function writeWhole(from: string, to: string) {
  // A name of its own: the last one that fits leaves no room for an ending.
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

/** A rename asks neither whether a file is write-protected nor whether it is one at all. */
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
  // Windows wants the right to write for this.
  const file = await open(path, 'r+');
  await file.sync().finally(() => file.close());
}
