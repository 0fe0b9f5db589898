/** Limits the number of files in a folder. */

import { lstat, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Sorts by time of writing, newest first; times in the future come from before the clock was set back and count as
 * oldest.
 * @param now milliseconds since 1970
 */
export function byNewest<Item>(writtenAt: (item: Item) => number, now: number): (a: Item, b: Item) => number {
  const isPast = (item: Item) => Number(writtenAt(item) <= now);
  return (a, b) => isPast(b) - isPast(a) || writtenAt(b) - writtenAt(a);
}

/**
 * Removes all but the most recently written files with this suffix; ignores anything but files.
 * @param ending suffix of their names
 * @param most how many to keep
 * @param present always kept, and counts as one of them
 * @param isNewer whether a newer Gatescope wrote a file: such files stay and do not count
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
