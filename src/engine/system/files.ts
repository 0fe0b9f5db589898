/**
 * Files and folders: what the engine does with them beyond reading within a limit (`read-file-within.ts`) and writing whole
 * (`write-atomically.ts`). Times are milliseconds since 1970.
 */

import { lstat, open, readdir, readFile, rm, rmdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';

export type Found = {
  /** `other`: a pipe, a device. */
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes. */
  readonly size: number;
  /** When it was written, to fractions of a millisecond. */
  readonly modified: number;
};

/** Where a link is, what it leads to. @returns null where nothing is @throws the file system's error */
export function look(path: string): Promise<Found | null> {
  return stat(path).then(
    (found) => ({
      kind: found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other',
      size: found.size,
      modified: found.mtimeMs,
    }),
    (error: unknown) => {
      if (isMissing(error)) return null;
      throw error;
    },
  );
}

/** Whether nothing is there, not even a link that leads nowhere. False where nobody may look. */
export function isAbsent(path: string): Promise<boolean> {
  return lstat(path).then(() => false, isMissing);
}

/** Whether an error of the file system says that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** {@link isMissing}, or that a folder on the way is a file. */
export function isUnreachable(error: unknown): boolean {
  return isMissing(error) || codeOf(error) === 'ENOTDIR';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** The names of what is in a folder. @throws the file system's error */
export function namesIn(folder: string): Promise<string[]> {
  return readdir(folder);
}

/** The names of the folders in a folder. @throws the file system's error */
export async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** All of a file that came with the app, whatever its size. @throws the file system's error */
export async function readOwnFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(path);
}

/** An open file, whose parts are those of one file although another may take its place meanwhile. */
export type OpenFile = Found & {
  /** @returns fewer bytes where the file ends @throws the file system's error */
  read(position: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** @returns null where there is no file that can be opened; a pipe or a device is not: it might be waited for */
export async function openFile(path: string): Promise<OpenFile | null> {
  const found = await look(path).catch(() => null);
  const file = found?.kind === 'file' ? await open(path).catch(() => null) : null;
  if (!found || !file) return null;
  return {
    ...found,
    async read(position, length) {
      const { buffer, bytesRead } = await file.read(new Uint8Array(length), 0, length, position);
      return buffer.subarray(0, bytesRead);
    },
    close: () => file.close(),
  };
}

/** Writes a note of a line, in place: for what nobody misses where it is cut. @throws the file system's error */
export function writeNote(path: string, text: string): Promise<void> {
  return writeFile(path, text);
}

/** Of what is not there any more nothing is said. @throws the file system's error */
export function removeFile(path: string): Promise<void> {
  return rm(path, { force: true });
}

/** Removes a file, also where it is a link. @throws the file system's error, also where nothing is there */
export function unlinkFile(path: string): Promise<void> {
  return unlink(path);
}

/** @throws the file system's error, also where something is in it */
export function removeEmptyFolder(path: string): Promise<void> {
  return rmdir(path);
}

/** Says that a file was written at this time. @throws the file system's error */
export async function setModified(path: string, time: number): Promise<void> {
  await utimes(path, time / 1000, time / 1000);
}
