/** Files that begin with the sha256 of what follows, so that one that was altered or cut is never taken for whole. */

import { sha256 } from './sha256.ts';

const shaBytes = 32;

/** @returns the parts of a file, one after the other */
export function signed(bytes: Uint8Array): readonly Uint8Array[] {
  return [sha256(bytes), bytes];
}

/** @returns null where the file is not as it was written */
export function unsigned(file: Uint8Array): Uint8Array | null {
  const bytes = file.subarray(shaBytes);
  return sha256(bytes).equals(file.subarray(0, shaBytes)) ? bytes : null;
}
