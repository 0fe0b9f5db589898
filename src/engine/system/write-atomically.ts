/** Writes a file whole or not at all, and clears away what a process left that ended while it wrote. */

import { open, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAnotherProcess } from './another-process.ts';
import { replaceFile } from './replace-file.ts';

/** A whole file, or its parts, one after the other. */
type Content = string | Uint8Array | readonly Uint8Array[];

/** So that two writes of one file do not share a temporary one. */
let writes = 0;

/**
 * Under a temporary name beside it first; it takes the file's place once it is on the disk. A link stays one, and what it leads to
 * is replaced. A device or a pipe has no place to take: it is written into.
 * @throws the file system's error; the file is then as it was
 */
export async function writeAtomically(path: string, content: Content): Promise<void> {
  // What is not there yet, or behind a link that leads nowhere, has no other path.
  const target = await realpath(path).catch(() => path);
  if (await isDeviceOrPipe(target)) {
    await writeFile(target, isParts(content) ? Buffer.concat(content) : content);
    return;
  }
  writes += 1;
  const temporary = `${target}.${process.pid}-${writes}.tmp`;
  try {
    await writeSynced(temporary, content);
    await replaceFile(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

function isDeviceOrPipe(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
}

function isParts(content: Content): content is readonly Uint8Array[] {
  return Array.isArray(content);
}

const temporaryName = /^(?<name>.+)\.(?<pid>\d+)(?:-\d+)?\.tmp$/;

/** No write takes so long: the number of its process was given to another one since. */
const longestWriteMs = 3_600_000;

/**
 * Removes the temporary files of processes that are no more from a folder. To be called before this process writes there: a file
 * under its own number is that of a predecessor. What cannot be removed stays, and so does whatever a person put there.
 * @param written matches the names of the files that are written there, whole
 */
export async function removeLeftovers(folder: string, written: RegExp): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const temporary of names) {
    const { name = '', pid } = temporaryName.exec(temporary)?.groups ?? {};
    if (!written.test(name)) continue;
    const path = join(folder, temporary);
    const isLeft = !isAnotherProcess(Number(pid)) || (await ageMs(path)) > longestWriteMs;
    // No folder: that would be somebody's own.
    if (isLeft) await rm(path, { force: true }).catch(() => undefined);
  }
}

function ageMs(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}

/** Writes a file and waits until the disk has it. @throws the file system's error, which may leave a part of it */
export async function writeSynced(path: string, content: Content): Promise<void> {
  const file = await open(path, 'w');
  try {
    // Unlike `writev`, `writeFile` goes on until all is written, or throws. It begins where the part before has ended.
    for (const part of isParts(content) ? content : [content]) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}
