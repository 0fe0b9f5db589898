/** Files that start with the sha256 of the rest, so that an altered or truncated one is detected. */

import { sameBytes } from '../../domain/bytes.ts';
import { sha256 } from './sha256.ts';

export const sha256Bytes = 32;

/** @returns the parts of a file, in order */
export function signed(bytes: Uint8Array): readonly Uint8Array[] {
  return [sha256(bytes), bytes];
}

/** @returns null if the file is not as written */
export function unsigned(file: Uint8Array): Uint8Array | null {
  const bytes = file.subarray(sha256Bytes);
  return sameBytes(sha256(bytes), file.subarray(0, sha256Bytes)) ? bytes : null;
}
