/**
 * How many connections may be open beside what the engine opens. Each takes one of the files that the system grants a process
 * (`ulimit -n`); without one left the engine could read and save nothing.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

export type OpenFiles = { readonly most: number; readonly now: number };

/** Of the engine: what it reads and saves, and its thread. */
const filesOfEngine = 20;

/** Of each thread that computes: what wakes it. */
const filesOfThread = 4;

/** Of this process. @returns null where the system does not tell: there it grants thousands */
export function openFiles(): OpenFiles | null {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const most = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1]);
    return Number.isFinite(most) ? { most, now: readdirSync('/proc/self/fd').length } : null;
  } catch {
    return null;
  }
}

/** @param wanted where there are files enough; a page needs some six, and there are never fewer than two */
export function connectionsWithin(files: OpenFiles | null, wanted: number, threads = availableParallelism()): number {
  if (!files) return wanted;
  const left = files.most - files.now - filesOfEngine - filesOfThread * threads;
  return Math.max(2, Math.min(wanted, left));
}
