/**
 * Replaces a file by another. Windows refuses this while a virus scanner, an indexer or another process has the target
 * open, typically for tenths of a second.
 */

import { rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const codesOfHeld = ['EPERM', 'EACCES', 'EBUSY'];

/** Milliseconds between attempts: 1.3 s in total. */
export const heldFileDelays: readonly number[] = [10, 20, 40, 80, 160, 320, 640];

/** Whether the error may come from another process briefly holding the file. */
export function isHeld(error: unknown): boolean {
  return process.platform === 'win32' && codesOfHeld.includes((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * Renames `temporary` to `path`, replacing what is there.
 * @throws the file system's error; on Windows, for a held file, only after all {@link heldFileDelays}
 */
export async function replaceFile(temporary: string, path: string): Promise<void> {
  for (const delay of heldFileDelays) {
    try {
      await rename(temporary, path);
      return;
    } catch (error) {
      if (!isHeld(error)) throw error;
    }
    await setTimeout(delay);
  }
  await rename(temporary, path);
}
