/** Why a reader of drawings cannot use a file. */

import { messageOf } from '../../domain/errors.ts';
import { readFileWithin } from '../../engine/system/read-file-within.ts';

/** The message says what is wrong, in words that follow the file's name. */
export class UnreadableError extends Error {
  override readonly name = 'UnreadableError';
}

/** @throws UnreadableError where it cannot be read, or is larger */
export async function readBytes(path: string, maxBytes: number): Promise<Uint8Array> {
  try {
    return await readFileWithin(path, maxBytes);
  } catch (error) {
    throw new UnreadableError(`cannot be read (${messageOf(error)})`);
  }
}
