/** Keeps a folder from growing without end. */

import { readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Removes all but the files of this ending that were written last.
 * @param ending of their names, @param most that stay, @param present stays in any case and counts as one of them
 * @throws the file system's error
 */
export async function keepNewest(folder: string, ending: string, most: number, present: string): Promise<void> {
  const others = (await readdir(folder)).filter((name) => name.endsWith(ending) && name !== present);
  const dated = await Promise.all(
    others.map(async (name) => ({ path: join(folder, name), time: (await stat(join(folder, name))).mtimeMs })),
  );
  const oldest = dated.sort((a, b) => b.time - a.time).slice(most - 1);
  for (const { path } of oldest) await rm(path, { force: true });
}
