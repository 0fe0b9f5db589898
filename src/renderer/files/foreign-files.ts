/** What people have beside data sets in IDX: a .zip of them, which is unpacked, and files of other programs, which are named. */

import { unzipSync } from 'fflate';
import { looksLikeIdx } from '../../engine/data/idx.ts';
import { namesInZip } from '../../engine/files/zip-checksums.ts';
import { looksLikeData } from '../../engine/own-data/kept-files.ts';
import { mostBytes } from '../../engine/own-data/limits.ts';
import type { OpenedFile } from '../../protocol/desktop.ts';

/** NumPy's arrays, a file of PyTorch, a file of Keras. */
export type ForeignProgram = 'numpy' | 'pytorch' | 'keras';

const beginnings: readonly (readonly [start: readonly number[], program: ForeignProgram])[] = [
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'numpy'], // .npy
  [[0x89, 0x48, 0x44, 0x46], 'keras'], // HDF5
];

/** @returns what wrote a file that nothing here opens, or null where that is not known */
export function programOf({ name, bytes }: OpenedFile): ForeignProgram | null {
  const known = beginnings.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  if (known) return known[1];
  // A pickle (Python, PEP 3154) may be anything: its name says that it is PyTorch's.
  if (bytes[0] === 0x80 && /\.(?:pt|pth)$/i.test(name)) return 'pytorch';
  const names = namesInZip(bytes);
  if (names.some((each) => each.endsWith('.npy'))) return 'numpy';
  if (names.some((each) => /(?:^|\/)data\.pkl$/.test(each))) return 'pytorch';
  return names.some((each) => each.endsWith('.h5')) && names.includes('config.json') ? 'keras' : null;
}

/**
 * The IDX files that a .zip holds, in whatever folders.
 * @returns null where it holds none, or more than a data set may be: then it is opened, or refused, as another .zip
 */
export function idxFilesIn({ bytes }: OpenedFile): OpenedFile[] | null {
  const names = namesInZip(bytes);
  if (names.includes('model.json') || !names.some((name) => looksLikeData(baseOf(name)))) return null;
  let room = mostBytes;
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        if (name.endsWith('/') || name.startsWith('__MACOSX/') || !/ubyte|idx|\.gz$|\.txt$/i.test(name)) return false;
        room -= originalSize;
        return room >= 0;
      },
    });
    const files = Object.entries(unpacked).map(([name, content]) => ({ name: baseOf(name), bytes: content }));
    return room >= 0 && files.some((file) => looksLikeIdx(file.bytes)) ? files : null;
  } catch {
    return null;
  }
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
