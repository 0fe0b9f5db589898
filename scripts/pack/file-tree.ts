/** A folder's files in one order, with one time and only two kinds of permissions. */

import { createHash } from 'node:crypto';
import { chmod, lutimes, readdir, readFile, lstat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';

export type Entry = {
  /** From the folder, with slashes. */
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link';
  /** Bytes. */
  readonly size: number;
};

/** All entries of a folder and its subfolders, by name. */
export async function listBelow(folder: string): Promise<Entry[]> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const entries = found.map(async (entry): Promise<Entry> => {
    const path = join(entry.parentPath, entry.name);
    const kind = entry.isDirectory() ? 'folder' : entry.isSymbolicLink() ? 'link' : 'file';
    return { path: relative(folder, path).replaceAll(sep, '/'), kind, size: (await lstat(path)).size };
  });
  return (await Promise.all(entries)).toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Installed size, counted as Debian does: each file in whole KiB, each folder and link as one. */
export function kibibytes(entries: readonly Entry[]): number {
  return entries.reduce((sum, { kind, size }) => sum + (kind === 'file' ? Math.ceil(size / 1024) : 1), 0);
}

/** A line for each file, as `md5sum` writes it. */
export async function checksums(folder: string, entries: readonly Entry[]): Promise<string> {
  const lines: string[] = [];
  for (const { path, kind } of entries) {
    if (kind !== 'file') continue;
    const hash = createHash('md5').update(await readFile(join(folder, path)));
    lines.push(`${hash.digest('hex')}  ${path}\n`);
  }
  return lines.join('');
}

/**
 * Everybody may read everything, the owner write it, and all run what the owner may run.
 * @param time in seconds since 1970, also for the folder itself
 */
export async function settle(folder: string, time: number): Promise<void> {
  const entries = await listBelow(folder);
  for (const { path, kind } of entries) {
    const whole = join(folder, path);
    const isRunnable = kind === 'folder' || ((await lstat(whole)).mode & 0o100) !== 0;
    if (kind !== 'link') await chmod(whole, isRunnable ? 0o755 : 0o644);
    await lutimes(whole, time, time);
  }
  await chmod(folder, 0o755);
  await lutimes(folder, time, time);
}
