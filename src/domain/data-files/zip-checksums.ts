/** The checksums in a .zip's central directory (PKWARE, APPNOTE.TXT 6.3.10, 4.3.12 and 4.3.16). */

import { strFromU8 } from 'fflate';

const [directoryEnd, directoryEntry] = [0x06054b50, 0x02014b50];
/** Without the comment, which may end the file. */
const endBytes = 22;
const commentBytes = 0xffff;
const entryBytes = 46;
/** Bit 11 of an entry's flags: its name is UTF-8. */
const utf8 = 0x800;

/** @returns checksums by name; empty if there is no directory, as in a truncated file */
export function checksumsIn(bytes: Uint8Array): Map<string, number> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const checksums = new Map<string, number>();
  for (let at = directoryOf(view); at + entryBytes <= bytes.length;) {
    if (view.getUint32(at, true) !== directoryEntry) break;
    const name = at + entryBytes;
    const end = name + view.getUint16(at + 28, true);
    const isLatin1 = (view.getUint16(at + 8, true) & utf8) === 0;
    checksums.set(strFromU8(bytes.subarray(name, end), isLatin1), view.getUint32(at + 16, true));
    at = end + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return checksums;
}

/** By its first bytes, "PK". */
export function looksLikeZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** @returns the names of the files in a .zip; empty if it is incomplete */
export function namesInZip(bytes: Uint8Array): string[] {
  return looksLikeZip(bytes) && bytes.length >= endBytes ? [...checksumsIn(bytes).keys()] : [];
}

/** @returns where it begins, or beyond the end */
function directoryOf(view: DataView): number {
  const first = Math.max(0, view.byteLength - endBytes - commentBytes);
  for (let at = view.byteLength - endBytes; at >= first; at--) {
    if (view.getUint32(at, true) === directoryEnd) return view.getUint32(at + 16, true);
  }
  return view.byteLength;
}

/** For each byte, by the reflected ISO-HDLC polynomial. */
const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 (ISO-HDLC), as in .zip and gzip. */
export function crc32(bytes: Uint8Array): number {
  let rest = 0xffffffff;
  for (const byte of bytes) rest = table[(rest ^ byte) & 0xff] ^ (rest >>> 8);
  return (rest ^ 0xffffffff) >>> 0;
}
