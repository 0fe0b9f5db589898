/** Reads a file that somebody opened: a whole, regular file of bearable size, whatever its name leads to. */

import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename } from 'node:path';
import { largestOpenedFile, type OpenedFile } from '../../protocol/desktop.ts';
import type { Texts } from '../texts/index.ts';

/** @throws Error whose message says why, as the rest of a sentence */
export async function readOpened(path: string, texts: Texts): Promise<OpenedFile> {
  // Not to wait for a pipe that nobody writes into.
  const file = await open(path, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const status = await file.stat();
    if (!status.isFile()) throw new Error(texts.notAFile);
    if (status.size > largestOpenedFile) throw new Error(texts.tooLarge(largestOpenedFile / 2 ** 20));
    const bytes = new Uint8Array(status.size);
    // A file may grow meanwhile; never more is read than it was allowed to have.
    const { bytesRead } = await file.read(bytes, 0, bytes.length, 0);
    return { name: basename(path), bytes: bytes.subarray(0, bytesRead) };
  } finally {
    await file.close();
  }
}
