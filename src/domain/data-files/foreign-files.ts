/**
 * Files found beside IDX data sets: a .zip of IDX files or images is unpacked, and other programs' files are
 * identified.
 */

import { unzipSync } from 'fflate';
import { looksLikeIdx } from './idx.ts';
import { checksumsIn, crc32, namesInZip } from './zip-checksums.ts';
import { imagePlaces } from './image-folders.ts';
import { looksLikeData } from './kept-files.ts';
import type { GivenFile } from './given-file.ts';
import { limits } from '../limits/limits.ts';

/** NumPy arrays, a PyTorch file, a Keras file. */
export type ForeignProgram = 'numpy' | 'pytorch' | 'keras';

const beginnings: readonly (readonly [start: readonly number[], program: ForeignProgram])[] = [
  [[0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59], 'numpy'], // .npy
  [[0x89, 0x48, 0x44, 0x46], 'keras'], // HDF5
];

/** @returns what wrote a file that Gatescope cannot open, or null if unknown */
export function programOf({ name, bytes }: GivenFile): ForeignProgram | null {
  const known = beginnings.find(([start]) => start.every((byte, index) => bytes[index] === byte));
  if (known) return known[1];
  // A pickle (Python, PEP 3154) may be anything: only its name identifies PyTorch.
  if (bytes[0] === 0x80 && /\.(?:pt|pth)$/i.test(name)) return 'pytorch';
  const names = namesInZip(bytes);
  if (names.some((each) => each.endsWith('.npy'))) return 'numpy';
  if (names.some((each) => /(?:^|\/)data\.pkl$/.test(each))) return 'pytorch';
  return names.some((each) => each.endsWith('.h5')) && names.includes('config.json') ? 'keras' : null;
}

/**
 * The data-set files in a .zip: IDX files in any folder, or images in class folders.
 * @returns IDX files by name, images by path below the .zip's own name; null if there are none, if they exceed a data
 * set's limits, or if one is damaged: the .zip is then handled like any other
 */
export function dataFilesInZip({ name: zipName, bytes }: GivenFile): GivenFile[] | null {
  const names = namesInZip(bytes);
  if (names.some((name) => baseOf(name) === 'model.json')) return null;
  if (names.some((name) => looksLikeData(baseOf(name)))) {
    const files = unpack(bytes, (name) => /ubyte|idx|\.gz$|\.txt$/i.test(name));
    return files?.some((file) => looksLikeIdx(file.bytes))
      ? files.map((file) => ({ ...file, name: baseOf(file.name) }))
      : null;
  }
  const root = baseOf(zipName).replace(/\.zip$/i, '');
  // Images in no folder count as being in the .zip's own.
  const images = new Set(imagePlaces(names.map((name) => below(root, name))).map(({ path }) => path));
  const unpacked = images.size > 0 ? unpack(bytes, (name) => images.has(below(root, name))) : null;
  return unpacked?.map((file) => ({ ...file, name: below(root, inUnicode(file.name)) })) ?? null;
}

/** @returns null if they are too large together, or one is damaged */
function unpack(bytes: Uint8Array, isWanted: (name: string) => boolean): GivenFile[] | null {
  let room: number = limits.maxDataSetBytes;
  const checksums = checksumsIn(bytes);
  let entries = 0;
  try {
    const unpacked = unzipSync(bytes, {
      filter: ({ name, originalSize }) => {
        // A directory may promise billions.
        if (++entries > checksums.size) throw new RangeError('It holds fewer files than it promises.');
        if (name.endsWith('/') || name.startsWith('__MACOSX/') || !isWanted(name)) return false;
        room -= originalSize;
        return room >= 0;
      },
    });
    const files = Object.entries(unpacked).map(([name, content]) => ({ name, bytes: content }));
    return room >= 0 && files.every((file) => checksums.get(file.name) === crc32(file.bytes)) ? files : null;
  } catch {
    return null;
  }
}

/** For names not marked as UTF-8, which Macs use regardless, and Windows encodes in a local code page. */
function inUnicode(name: string): string {
  const codes = Array.from(name, (letter) => letter.codePointAt(0) ?? 0);
  if (codes.every((code) => code < 0x80) || codes.some((code) => code > 0xff)) return name;
  for (const encoding of ['utf-8', 'euc-kr']) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(Uint8Array.from(codes));
    } catch {
      // Another encoding.
    }
  }
  return name;
}

function below(root: string, path: string): string {
  return path.startsWith(`${root}/`) ? path : `${root}/${path}`;
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
