/**
 * File operations of the engine, apart from bounded reads (`read-file-within.ts`) and atomic writes
 * (`write-atomically.ts`). Times are milliseconds since 1970.
 */

import { lstat, open, readdir, readFile, rm, rmdir, stat, unlink, utimes, writeFile } from 'node:fs/promises';

export type Found = {
  /** `other`: a pipe or device. */
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Time of last write, with fractions of a millisecond. */
  readonly modified: number;
};

/** Follows links. @returns null if nothing is there @throws the file system's error */
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

/** Whether nothing is there, not even a dangling link. False if access is denied. */
export function isAbsent(path: string): Promise<boolean> {
  return lstat(path).then(() => false, isMissing);
}

/** Whether a file-system error means that there is no such file or folder. */
export function isMissing(error: unknown): boolean {
  return codeOf(error) === 'ENOENT';
}

/** {@link isMissing}, or a folder in the path is a file. */
export function isUnreachable(error: unknown): boolean {
  return isMissing(error) || codeOf(error) === 'ENOTDIR';
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** Names of the entries of a folder. @throws the file system's error */
export function namesIn(folder: string): Promise<string[]> {
  return readdir(folder);
}

/** Names of the folders in a folder. @throws the file system's error */
export async function foldersIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Reads a file shipped with the app whole, whatever its size. @throws the file system's error */
export async function readOwnFile(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return readFile(path);
}

/** An open file: all reads come from the same file, even if another takes its place. */
export type OpenFile = Found & {
  /** @returns fewer bytes at the end of the file @throws the file system's error */
  read(position: number, length: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** @returns null if there is no regular file to open; pipes and devices are refused, as they might block */
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

/** Writes a one-line note in place, where a truncated one does no harm. @throws the file system's error */
export function writeNote(path: string, text: string): Promise<void> {
  return writeFile(path, text);
}

/** Ignores a missing file. @throws the file system's error */
export function removeFile(path: string): Promise<void> {
  return rm(path, { force: true });
}

/** Removes a file or a link itself. @throws the file system's error, also if nothing is there */
export function unlinkFile(path: string): Promise<void> {
  return unlink(path);
}

/** @throws the file system's error, also if it is not empty */
export function removeEmptyFolder(path: string): Promise<void> {
  return rmdir(path);
}

/** Sets a file's modification time. @throws the file system's error */
export async function setModified(path: string, time: number): Promise<void> {
  await utimes(path, time / 1000, time / 1000);
}
