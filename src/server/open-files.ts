/**
 * How many connections may be open beside the engine's files. Each takes one of the files that the system grants a
 * process (`ulimit -n`); without one left the engine could read and save nothing.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';

export type OpenFiles = { readonly most: number; readonly now: number };

/** Files of the engine: what it reads and saves, and its thread. */
const filesOfEngine = 20;

/** Files of each compute thread, for waking it. */
const filesOfThread = 4;

/** For this process. @returns null where the system does not report it: there it grants thousands */
export function openFiles(): OpenFiles | null {
  try {
    const limits = readFileSync('/proc/self/limits', 'utf8');
    const most = Number(/^Max open files\s+(\d+)/m.exec(limits)?.[1]);
    return Number.isFinite(most) ? { most, now: readdirSync('/proc/self/fd').length } : null;
  } catch {
    return null;
  }
}

/** @param wanted number where there are enough files; a page needs some six, and there are never fewer than two */
export function connectionsWithin(files: OpenFiles | null, wanted: number, threads = availableParallelism()): number {
  if (!files) return wanted;
  const left = files.most - files.now - filesOfEngine - filesOfThread * threads;
  return Math.max(2, Math.min(wanted, left));
}
