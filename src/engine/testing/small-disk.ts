/** A disk of 200 kB, which only root can mount: otherwise its tests are skipped with the reason. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmdirSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach } from 'vitest';

/** Mounted for a test file and emptied after each test. `whyNot` says why there is none, or is null. */
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
