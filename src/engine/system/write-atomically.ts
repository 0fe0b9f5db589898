/** Writes files atomically, and removes what processes that died while writing left. */

import { open, readdir, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAnotherProcess } from './another-process.ts';
import { replaceFile } from './replace-file.ts';

/** A whole file, or its parts in order. */
type Content = string | Uint8Array | readonly Uint8Array[];

/** So that two writes of one file do not share a temporary name. */
let writes = 0;

/**
 * Writes to a temporary name beside the file and renames it once it is on disk. A link stays and its target is
 * replaced. Devices and pipes cannot be replaced and are written into.
 * @throws the file system's error; the file is then unchanged
 */
export async function writeAtomically(path: string, content: Content): Promise<void> {
  // A missing file, or the target of a dangling link, has no real path.
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

/** No write takes this long: the pid must have been reused. */
const longestWriteMs = 3_600_000;

/**
 * Removes temporary files of dead processes from a folder. Call before this process writes there: a file with its own
 * pid is a predecessor's. Files that cannot be removed and a person's files stay.
 * @param written matches the names of complete files
 */
export async function removeLeftovers(folder: string, written: RegExp): Promise<void> {
  const names = await readdir(folder).catch(() => []);
  for (const temporary of names) {
    const { name = '', pid } = temporaryName.exec(temporary)?.groups ?? {};
    if (!written.test(name)) continue;
    const path = join(folder, temporary);
    const isLeft = !isAnotherProcess(Number(pid)) || (await ageMs(path)) > longestWriteMs;
    // Never a folder: that would be a person's own.
    if (isLeft) await rm(path, { force: true }).catch(() => undefined);
  }
}

function ageMs(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}

/** Writes a file and waits until it is on disk. @throws the file system's error, after which a part may remain */
export async function writeSynced(path: string, content: Content): Promise<void> {
  const file = await open(path, 'w');
  try {
    // Unlike `writev`, `writeFile` continues until everything is written, or throws. It starts where the previous part
    // ended.
    for (const part of isParts(content) ? content : [content]) await file.writeFile(part);
    await file.sync();
  } finally {
    await file.close();
  }
}
