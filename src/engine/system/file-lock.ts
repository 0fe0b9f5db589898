/**
 * Lets one engine at a time change a file, where several run on one folder. The lock is a folder that holds one file, named after
 * the process that took it. It is moved to its place in one piece, which succeeds for one of those who try; and whoever breaks
 * the lock of a dead process removes a file of that very name, so that nobody removes a lock that has been taken since.
 */

import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rename, rm, rmdir, unlink, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

const retryMs = 15;

/**
 * Looks after which a lock is broken though its process may live: it has hung for half a minute, or its number was given to
 * another one. A change takes milliseconds. Looks are counted rather than time, which jumps when a machine wakes up.
 */
const patience = 30_000 / retryMs;

/**
 * Holds `path`.lock while it works; waits while another holds it.
 * @throws the file system's error where there can be no lock, and what `work` throws
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
  // Where the process dies here it stays: an empty folder, or one that holds an empty file.
  const prepared = `${lock}-${randomUUID()}.${process.pid}.tmp`;
  await mkdir(prepared);
  try {
    await writeFile(join(prepared, own), '');
    // POSIX moves it over an empty folder, which somebody has let go of; Windows does not.
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
function isTaken(code = ''): boolean {
  return ['ENOTEMPTY', 'EEXIST', 'EPERM', 'EACCES'].includes(code);
}

/** null: nobody any more. */
async function holderOf(lock: string): Promise<string | null> {
  return (await readdir(lock).catch(() => [])).at(0) ?? null;
}

/** Of a lock that another holds by now nothing is removed. */
async function letGo(lock: string, holder: string): Promise<void> {
  await unlink(join(lock, holder)).catch(() => undefined);
  await rmdir(lock).catch(() => undefined);
}

/** Whether a process of this machine is no more. */
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
