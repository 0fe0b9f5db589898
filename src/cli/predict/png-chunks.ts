/** The number of chunks of a PNG: each costs its reader some hundred bytes, however little it holds. */

import { limits } from '../../domain/limits/limits.ts';

const signatureBytes = 8;

/** Length, type and checksum of a chunk (PNG specification, 5.3). */
const frameBytes = 12;

/** The type of the last chunk, `IEND`. */
const imageEnd = 0x49454e44;

/**
 * @param bytes that begin as a PNG does
 * @returns whether a reader would meet more chunks than `limits.maxPngChunks`
 */
export function hasTooManyChunks(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = signatureBytes;
  for (let chunks = 0; at + frameBytes <= bytes.length; chunks += 1) {
    if (chunks === limits.maxPngChunks) return true;
    at += frameBytes + view.getUint32(at);
  }
  return false;
}

/** Bytes behind a picture's end, such as a phone's second picture, are not part of it. @returns the bytes of the PNG */
export function withoutTail(bytes: Uint8Array): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = signatureBytes; at + frameBytes <= bytes.length;) {
    const end = at + frameBytes + view.getUint32(at);
    if (view.getUint32(at + 4) === imageEnd) return bytes.subarray(0, end);
    at = end;
  }
  return bytes;
}
