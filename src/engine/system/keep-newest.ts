/** Keeps a folder from growing without end. */

import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Sorts by the moment of writing, newest first; what seems to come from the future was written before the clock was set back.
 * @param now milliseconds since 1970
 */
export function byNewest<Item>(writtenAt: (item: Item) => number, now: number): (a: Item, b: Item) => number {
  const isPast = (item: Item) => Number(writtenAt(item) <= now);
  return (a, b) => isPast(b) - isPast(a) || writtenAt(b) - writtenAt(a);
}

/**
 * Removes all but the files of this ending that were written last; what is no file is passed over.
 * @param ending of their names, @param most that stay, @param present stays in any case and counts as one of them
 * @param isNewer whether a newer Gatescope wrote a file: it stays, and is none of them
 * @throws the file system's error
 */
export async function keepNewest(
  folder: string,
  ending: string,
  most: number,
  present: string,
  isNewer: (path: string) => Promise<boolean>,
): Promise<void> {
  const others = (await readdir(folder)).filter((name) => name.endsWith(ending) && name !== present);
  const found = await Promise.all(
    others.map(async (name) => ({
      path: join(folder, name),
      entry: await lstat(join(folder, name)).catch(() => null),
    })),
  );
  const dated = found.flatMap(({ path, entry }) => (entry?.isFile() ? [{ path, time: entry.mtimeMs }] : []));
  const ours = await Promise.all(dated.map(async (file) => ((await isNewer(file.path)) ? [] : [file])));
  const oldest = ours
    .flat()
    .sort(byNewest(({ time }) => time, Date.now()))
    .slice(most - 1);
  for (const { path } of oldest) await rm(path, { force: true });
}
