/** Reads a file from outside up to a size limit. */

import { open, readFile, stat } from 'node:fs/promises';
import { sizeOf } from '../../domain/limits/limits.ts';

/**
 * @param most bytes
 * @throws the file system's error; Error if it is not a file, is too large, or exceeds its reported size. Pipes and
 * devices are not opened: they might never end.
 */
export async function readFileWithin(path: string, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const { size } = await fileAt(path);
  if (size > most) throw tooLarge(most);
  // Files in /proc report size 0.
  const expected = Math.max(size, smallest);
  const bytes = await readUpTo(path, expected + 1);
  if (bytes.length > most) throw tooLarge(most);
  if (bytes.length > expected) throw new Error('it grows while it is read');
  return bytes;
}

const smallest = 4096;

/**
 * Reads the first bytes of a file, or all of a shorter one.
 * @throws as in {@link readFileWithin}
 */
export async function readStart(path: string, length: number): Promise<Uint8Array<ArrayBuffer>> {
  await fileAt(path);
  return readUpTo(path, length);
}

/** @throws Error if it is not a file */
async function fileAt(path: string) {
  const found = await stat(path);
  if (found.isDirectory()) throw new Error('EISDIR: it is a folder');
  if (!found.isFile()) throw new Error('it is not a file');
  return found;
}

/**
 * A file in the app's archive, which Electron extracts to open, leaving the copy in the temporary folder. It can be
 * read whole without opening: its reported size is right.
 */
const packed = /\.asar[\\/]/;

async function readUpTo(path: string, length: number): Promise<Uint8Array<ArrayBuffer>> {
  if (packed.test(path)) return (await readFile(path)).subarray(0, length);
  const file = await open(path);
  try {
    const buffer = new Uint8Array(length);
    let bytesRead = 0;
    while (bytesRead < length) {
      const part = await file.read(buffer, bytesRead, length - bytesRead, bytesRead);
      if (part.bytesRead === 0) break;
      bytesRead += part.bytesRead;
    }
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function tooLarge(most: number): Error {
  return new Error(`it is larger than ${sizeOf(most)}`);
}
