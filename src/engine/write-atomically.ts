/** Writes a file whole or not at all. */

import { open, rename, rm } from 'node:fs/promises';

/**
 * Under a temporary name beside it first; it takes the file's place once it is on the disk.
 * @throws the file system's error; the file is then as it was
 */
export async function writeAtomically(path: string, content: string | Uint8Array): Promise<void> {
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}
