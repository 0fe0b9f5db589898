/** The checksum by which whole bytes are told from altered ones, and equal ones from others. */

import { createHash } from 'node:crypto';

/** @returns 32 bytes (FIPS 180-4) */
export function sha256(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes).digest();
}

/** {@link sha256} in 64 hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return sha256(bytes).toString('hex');
}
