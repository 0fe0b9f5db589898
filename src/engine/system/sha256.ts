/** The checksum by which whole bytes are told from altered ones, and equal ones from others. */

import { createHash } from 'node:crypto';

/** @returns 32 bytes (FIPS 180-4) */
export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** {@link sha256} in 64 hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Of bytes that come one part after the other. */
export type Sha256 = {
  /** A text counts as its bytes in UTF-8. */
  add(part: Uint8Array | string): void;
  /** Of all parts, in 64 hexadecimal digits; to be asked for once. */
  hex(): string;
};

export function createSha256(): Sha256 {
  const hash = createHash('sha256');
  return {
    add(part) {
      hash.update(part);
    },
    hex: () => hash.digest('hex'),
  };
}
