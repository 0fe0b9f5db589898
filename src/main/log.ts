/** A log file that a person can send along: at most a megabyte, without their name in folders. */

import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { limits } from '../domain/limits/limits.ts';

export type Log = {
  /** The file in use. */
  readonly path: string;
  /** @param source where the line comes from, e.g. `engine` */
  readonly write: (source: string, text: string) => void;
};

/** @param directory made when needed; where it cannot be written, only standard error has the lines */
export function createLog(directory: string, now = () => new Date()): Log {
  const path = join(directory, 'gatescope.log');
  return {
    path,
    write(source, text) {
      const line = `${now().toISOString()} ${source}: ${withoutHome(text.trimEnd()).slice(0, limits.maxLogLineCharacters)}\n`;
      console.error(line.trimEnd());
      try {
        mkdirSync(directory, { recursive: true });
        if (sizeOf(path) + Buffer.byteLength(line) > limits.maxLogBytes)
          renameSync(path, join(directory, 'gatescope.old.log'));
        appendFileSync(path, line);
      } catch {
        // There is nowhere left to report it.
      }
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}

function withoutHome(text: string): string {
  const home = homedir();
  return home.length > 1 ? text.replaceAll(home, '~') : text;
}
