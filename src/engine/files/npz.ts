/**
 * Writes NumPy's .npz: a .zip of one .npy per array, format version 1.0 (NEP 1): magic, version, header length, and the
 * header as a Python dictionary, padded so that the data is aligned to 64 bytes.
 */

import type { Tensor } from './tensors.ts';
import { zip } from './zip.ts';

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0];
const alignment = 64;

/** Writes float32 arrays under their names. */
export function writeNpz(tensors: readonly Tensor[]): Uint8Array {
  return zip(Object.fromEntries(tensors.map((tensor) => [`${tensor.name}.npy`, npy(tensor)])));
}

function npy({ shape, values }: Tensor): Uint8Array {
  const sizes = shape.map((size) => `${size},`).join(' ');
  const dictionary = `{'descr': '<f4', 'fortran_order': False, 'shape': (${sizes}), }`;
  const start = magic.length + 2;
  const dataAt = Math.ceil((start + dictionary.length + 1) / alignment) * alignment;
  const bytes = new Uint8Array(dataAt + values.byteLength).fill(0x20, start, dataAt);
  bytes.set(magic);
  new DataView(bytes.buffer).setUint16(magic.length, dataAt - start, true);
  bytes.set(new TextEncoder().encode(dictionary), start);
  bytes[dataAt - 1] = 0x0a;
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), dataAt);
  return bytes;
}
