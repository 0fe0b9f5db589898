/** Lets one engine at a time change a file, where several run on one folder. */

import { open, rm, stat } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

/** A change takes milliseconds: whoever has held the lock for so long has died. */
const staleMs = 5_000;
const retryMs = 15;

/**
 * Holds `path`.lock while it works; waits while another holds it.
 * @throws the file system's error where there can be no lock, and what `work` throws
 */
export async function withFileLock<Result>(path: string, work: () => Promise<Result>): Promise<Result> {
  const lock = `${path}.lock`;
  while (!(await take(lock))) {
    const held = await stat(lock).catch(() => null);
    // Also where clocks differ, or one was set back: nobody waits for longer than that.
    if (held && Math.abs(Date.now() - held.mtimeMs) > staleMs) await rm(lock, { force: true });
    else await setTimeout(retryMs);
  }
  try {
    return await work();
  } finally {
    await rm(lock, { force: true });
  }
}

/** False: another has it. */
async function take(lock: string): Promise<boolean> {
  try {
    await (await open(lock, 'wx')).close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
