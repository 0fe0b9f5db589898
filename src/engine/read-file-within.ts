/** Reads a file that a person or another program left, never more of it than there may be. */

import { open, stat } from 'node:fs/promises';

/**
 * @param most bytes
 * @throws the file system's error; Error where it is no file or has more. A pipe or a device is not opened: it may never end.
 */
export async function readFileWithin(path: string, most: number): Promise<Buffer> {
  const { size } = await fileAt(path);
  if (size > most) throw tooLarge(most);
  const file = await open(path);
  try {
    // It may have grown, and what lies in /proc says that it is empty.
    const { buffer, bytesRead } = await readFully(file, Buffer.allocUnsafe(Math.max(size, smallest) + 1));
    if (bytesRead > most) throw tooLarge(most);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

const smallest = 4096;

/** @throws Error where it is no file */
async function fileAt(path: string) {
  const found = await stat(path);
  if (found.isDirectory()) throw new Error('EISDIR: it is a folder');
  if (!found.isFile()) throw new Error('it is no file');
  return found;
}

async function readFully(file: Awaited<ReturnType<typeof open>>, buffer: Buffer) {
  let bytesRead = 0;
  while (bytesRead < buffer.length) {
    const part = await file.read(buffer, bytesRead, buffer.length - bytesRead, bytesRead);
    if (part.bytesRead === 0) break;
    bytesRead += part.bytesRead;
  }
  return { buffer, bytesRead };
}

function tooLarge(most: number): Error {
  return new Error(`it is larger than ${Math.floor(most / 2 ** 20)} MiB`);
}
