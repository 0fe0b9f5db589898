/** A folder for hostile files, inside another one in which nothing may ever appear. */

import { mkdtemp, readdir, rm, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { insist } from './surface.ts';

export async function temporaryFolder() {
  const outside = await mkdtemp(join(tmpdir(), 'gatescope-hostile-'));
  const path = join(outside, 'inside');
  await mkdir(path);
  return {
    path,
    /** @throws Error where something was written beside the folder, or the folder is gone */
    async checkOutside() {
      const names = await readdir(outside);
      insist(names.join() === 'inside', `Outside the folder lies ${names.join(', ')}.`);
    },
    remove: () => rm(outside, { recursive: true }),
  };
}
