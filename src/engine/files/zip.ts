/** Zips a few files, and unzips untrusted archives piece by piece within size limits. */

import { strFromU8, Unzip, UnzipInflate, zipSync } from 'fflate';
import { checksumsIn, crc32 } from '../../domain/data-files/zip-checksums.ts';
import { limits } from '../../domain/limits/limits.ts';

export type Entries = Readonly<Record<string, Uint8Array>>;

/** Why the bytes cannot be used, as a clause. */
export class UnusableZip extends Error {
  override readonly name = 'UnusableZip';
}

/** For bytes that are not a .zip, or are cut off. */
export const noZip = 'it is not a .zip file, or it is damaged';

/** Each piece may grow a thousandfold: small enough to detect a bomb in time. */
const pieceBytes = 16 * 1024;

/** Deterministic: every entry gets the earliest date that the format allows. */
export function zip(entries: Entries): Uint8Array {
  return zipSync({ ...entries }, { mtime: '1980-01-01T00:00:00', level: 6 });
}

/**
 * @param wanted names to unpack, each with its size limit; others are skipped
 * @param most total bytes, unpacked
 * @throws UnusableZip
 */
export function unzip(bytes: Uint8Array, wanted: ReadonlyMap<string, number>, most: number): Map<string, Uint8Array> {
  const found = new Map<string, Uint8Array[]>();
  const ended = new Set<string>();
  let entries = 0;
  let room = most;
  const reader = new Unzip((file) => {
    entries++;
    if (entries > limits.maxZipEntries) throw new UnusableZip('it holds too many files');
    const maxBytes = wanted.get(file.name);
    if (maxBytes === undefined) return;
    if (found.has(file.name)) throw new UnusableZip(`it holds ${file.name} twice`);
    const pieces: Uint8Array[] = [];
    let unpacked = 0;
    found.set(file.name, pieces);
    file.ondata = (error, piece, isLast) => {
      const failure: unknown = error;
      // fflate rethrows what was thrown here.
      if (failure instanceof UnusableZip) throw failure;
      if (failure !== null) throw new UnusableZip(`${file.name} in it is damaged`);
      unpacked += piece.length;
      room -= piece.length;
      if (unpacked > maxBytes || room < 0) throw new UnusableZip(`${file.name} in it is too large`);
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
    // fflate checks no checksums.
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

/** @throws TypeError if it is not UTF-8 */
export function textOf(bytes: Uint8Array): string {
  return bytes.length === 0 ? '' : strFromU8(bytes);
}
