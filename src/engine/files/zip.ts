/** A few files as one .zip, and back: what comes from outside is unpacked piece by piece, and no further than it may grow. */

import { strFromU8, Unzip, UnzipInflate, zipSync } from 'fflate';
import { checksumsIn, crc32 } from '../../domain/data-files/zip-checksums.ts';

export type Entries = Readonly<Record<string, Uint8Array>>;

/** Why bytes are no such .zip, to be put behind "because". */
export class UnusableZip extends Error {
  override readonly name = 'UnusableZip';
}

/** Of bytes that are none at all, or cut off in the middle of it. */
export const noZip = 'it is no .zip, or a damaged one';

/** More names than any file of ours has; what is beside it, other programs have put there. */
const mostEntries = 64;
/** Each may become a thousand times as much: small enough that a bomb is known in time. */
const pieceBytes = 16 * 1024;

/** The same entries give the same bytes: their date is always the earliest that the format knows. */
export function zip(entries: Entries): Uint8Array {
  return zipSync({ ...entries }, { mtime: '1980-01-01T00:00:00', level: 6 });
}

/**
 * @param wanted names to unpack, and how many bytes each may become; others are passed over
 * @param most bytes that all of them may become together
 * @throws UnusableZip
 */
export function unzip(bytes: Uint8Array, wanted: ReadonlyMap<string, number>, most: number): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array[]>();
  const ended = new Set<string>();
  let entries = 0;
  let room = most;
  const reader = new Unzip((file) => {
    entries++;
    if (entries > mostEntries) throw new UnusableZip('it holds too many files');
    const mostBytes = wanted.get(file.name);
    if (mostBytes === undefined) return;
    if (found.has(file.name)) throw new UnusableZip(`it holds ${file.name} twice`);
    const pieces: Uint8Array[] = [];
    let unpacked = 0;
    found.set(file.name, pieces);
    file.ondata = (error, piece, isLast) => {
      const failure: unknown = error;
      // fflate hands on what was thrown here.
      if (failure instanceof UnusableZip) throw failure;
      if (failure !== null) throw new UnusableZip(`${file.name} in it is damaged`);
      unpacked += piece.length;
      room -= piece.length;
      if (unpacked > mostBytes || room < 0) throw new UnusableZip(`${file.name} in it is too large`);
      pieces.push(piece);
      if (isLast) ended.add(file.name);
    };
    file.start();
  });
  reader.register(UnzipInflate);
  try {
    for (let at = 0; at < bytes.length; at += pieceBytes) {
      reader.push(bytes.subarray(at, at + pieceBytes), at + pieceBytes >= bytes.length);
    }
  } catch (error) {
    if (error instanceof UnusableZip) throw error;
    throw new UnusableZip(noZip);
  }
  for (const name of found.keys()) if (!ended.has(name)) throw new UnusableZip(`${name} in it is cut off`);
  const unpackedFiles = new Map([...found].map(([name, pieces]) => [name, joined(pieces)]));
  const checksums = unpackedFiles.size > 0 ? checksumsIn(bytes) : new Map<string, number>();
  for (const [name, file] of unpackedFiles) {
    // fflate looks at no checksum.
    if (checksums.get(name) !== crc32(file)) throw new UnusableZip(`${name} in it is damaged`);
  }
  return unpackedFiles;
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** @throws TypeError where it is no UTF-8 */
export function textOf(bytes: Uint8Array): string {
  return bytes.length === 0 ? '' : strFromU8(bytes);
}
