/** Reads a file that a person opened: a whole, regular file within the size limit, whatever its name leads to. */

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { type OpenedFile } from '../../protocol/desktop.ts';
import { limits } from '../../domain/limits/limits.ts';

/** Why a file cannot be opened; `texts` has the words. */
export type OpeningProblem = 'isFolder' | 'notAFile' | 'tooLarge' | 'notAllowed';

export class NotOpened extends Error {
  readonly problem: OpeningProblem;

  constructor(problem: OpeningProblem) {
    super(problem);
    this.problem = problem;
  }
}

const problems: ReadonlyMap<string, OpeningProblem> = new Map([
  ['EACCES', 'notAllowed'],
  ['EPERM', 'notAllowed'],
  // Windows cannot open folders.
  ['EISDIR', 'isFolder'],
  // A socket, or a device without a driver.
  ['ENXIO', 'notAFile'],
]);

/**
 * @param room bytes that it may have, beside what is opened with it
 * @throws NotOpened, or the file system's error
 */
export async function readOpened(path: string, room: number = limits.maxOpenedBytes): Promise<OpenedFile> {
  try {
    return await read(path, room);
  } catch (error) {
    const problem = problems.get((error as NodeJS.ErrnoException).code ?? '');
    throw problem === undefined ? error : new NotOpened(problem);
  }
}

async function read(path: string, room: number): Promise<OpenedFile> {
  // Does not wait for a pipe without a writer.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new NotOpened(status.isDirectory() ? 'isFolder' : 'notAFile');
    if (status.size > room) throw new NotOpened('tooLarge');
    const bytes = new Uint8Array(status.size);
    // A file may grow meanwhile; no more is read than was allowed.
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return { name: basename(path), bytes: bytes.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}
