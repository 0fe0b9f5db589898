/**
 * Lets one engine at a time change a file that several share. The lock is a folder containing one file named after its
 * holder. It is put in place by a single rename, which only one contender can do; breaking a dead process's lock
 * removes a file of exactly that name, so that nobody removes a lock taken since.
 */

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const retryMs = 15;

/**
 * Attempts after which a live process's lock is broken: it has hung for half a minute, or its pid was reused. A change
 * takes milliseconds. Attempts are counted instead of time, which jumps when a machine wakes up.
 */
const patience = 30_000 / retryMs;

/**
 * Holds `path`.lock during `work`; waits while another holds it.
 * @throws the file system's error if no lock can be made, and what `work` throws
 */
export async function withFileLock<Result>(
  path: string,
  work: () => Promise<Result>,
  mostLooks = patience,
): Promise<Result> {
  const lock = `${path}.lock`;
  const own = `${process.pid}-${sanitised(hostname())}-${randomUUID()}`;
  let seen: string | null = null;
  let looks = 0;
  for (;;) {
    const holder = await holderOf(lock);
    if (holder === null && (await take(lock, own))) break;
    looks = holder === seen ? looks + 1 : 0;
    seen = holder;
    if (holder !== null && (isDead(holder) || looks >= mostLooks)) await letGo(lock, holder);
    else await setTimeout(retryMs);
  }
  try {
    return await work();
  } finally {
    await letGo(lock, own);
  }
}

/** False: another has it. */
async function take(lock: string, own: string): Promise<boolean> {
  // If the process dies here, an empty folder or one with an empty file remains.
  const prepared = `${lock}-${randomUUID()}.${process.pid}.tmp`;
  await mkdir(prepared);
  try {
    await writeFile(join(prepared, own), '');
    // POSIX rename replaces an empty folder, which a holder has released; Windows does not.
    await rmdir(lock).catch(() => undefined);
    await rename(prepared, lock);
    return true;
  } catch (error) {
    await rm(prepared, { recursive: true, force: true });
    if (isTaken((error as NodeJS.ErrnoException).code)) return false;
    throw error;
  }
}

/** What a system says of a folder that would have to give way: Linux, macOS, Windows. */
/** The error codes for a folder in the way: Linux, macOS, Windows. */
function isTaken(code = ''): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(code);
}

/** null: nobody holds it any more. */
async function holderOf(lock: string): Promise<string | null> {
  return (await readdir(lock).catch(() => [])).at(0) ?? null;
}

/** Removes nothing if another holds the lock by now. */
async function letGo(lock: string, holder: string): Promise<void> {
  await unlink(join(lock, holder)).catch(() => undefined);
  await rmdir(lock).catch(() => undefined);
}

/** Whether a process of this machine has died. */
function isDead(holder: string): boolean {
  const [, pid, host] = /^(\d+)-(.*)-[0-9a-f]{8}-/.exec(holder) ?? [];
  if (host !== sanitised(hostname())) return false;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

function sanitised(host: string): string {
  return host.replace(/\W/g, '_');
}
