/**
 * Puts a file in the place of another. Windows refuses that as long as a virus scanner, an indexer or another process has the
 * other one open, which are tenths of a second.
 */

import { rename } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';

const codesOfHeld = ['EPERM', 'EACCES', 'EBUSY'];

/** Milliseconds between one attempt and the next: 1.3 s together. */
export const heldFileDelays: readonly number[] = [10, 20, 40, 80, 160, 320, 640];

/** Whether what the file system said may be because another process has the file open for a moment. */
export function isHeld(error: unknown): boolean {
  return process.platform === 'win32' && codesOfHeld.includes((error as NodeJS.ErrnoException).code ?? '');
}

/**
 * Renames `temporary` to `path`, whatever is there.
 * @throws the file system's error; on Windows, one of a file that is held only after all of {@link heldFileDelays}
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
