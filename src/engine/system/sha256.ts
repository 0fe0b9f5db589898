/** SHA-256, which detects altered bytes and identifies equal ones. */

import { createHash } from 'node:crypto';

/** @returns 32 bytes (FIPS 180-4) */
export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}

/** {@link sha256} in 64 hexadecimal digits. */
export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Of bytes that arrive in parts. */
export type Sha256 = {
  /** Text counts as its UTF-8 bytes. */
  add(part: Uint8Array | string): void;
  /** Of all parts, in 64 hexadecimal digits; call once. */
  hex(): string;
};

/** Starts a checksum of no bytes. */
export function createSha256(): Sha256 {
  const hash = createHash('sha256');
  return {
    add(part) {
      hash.update(part);
    },
    hex: () => hash.digest('hex'),
  };
}
