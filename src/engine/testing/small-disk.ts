/** A disk of 200 kB, which only root may mount: elsewhere its tests are skipped and say so. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';

/** For the tests of a file; emptied after each. `whyNot` tells why there is none, or is null. */
export function mountSmallDisk() {
  const disk = mkdtempSync(join(tmpdir(), 'gatescope-disk-'));
  const mounting = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'gatescope', disk], { encoding: 'utf8' });
  const whyNot = mounting.status === 0 ? null : (mounting.error?.message ?? mounting.stderr).trim();
  afterEach(async () => {
    if (whyNot === null) for (const name of await readdir(disk)) await rm(join(disk, name), { recursive: true });
  });
  afterAll(() => {
    if (whyNot === null) spawnSync('umount', [disk]);
    rmdirSync(disk);
  });
  return { disk, whyNot };
}
