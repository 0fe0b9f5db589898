/** Files that begin with the sha256 of what follows, so that one that was altered or cut is never taken for whole. */

import { sameBytes } from '../../domain/bytes.ts';
import { sha256 } from './sha256.ts';

export const sha256Bytes = 32;

/** @returns the parts of a file, one after the other */
export function signed(bytes: Uint8Array): readonly Uint8Array[] {
  return [sha256(bytes), bytes];
}

/** @returns null where the file is not as it was written */
export function unsigned(file: Uint8Array): Uint8Array | null {
  const bytes = file.subarray(sha256Bytes);
  return sameBytes(sha256(bytes), file.subarray(0, sha256Bytes)) ? bytes : null;
}
