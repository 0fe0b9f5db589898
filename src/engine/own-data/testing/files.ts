/** Data-set files for tests. */

import { gzipSync } from 'node:zlib';
import type { GivenFile } from '../../../domain/data-files/given-file.ts';

/** An IDX file of unsigned bytes as specified. */
export function idxFile(name: string, shape: readonly number[], values: ArrayLike<number>): GivenFile {
  const bytes = Buffer.alloc(4 + 4 * shape.length + values.length);
  bytes.set([0, 0, 8, shape.length]);
  shape.forEach((size, dimension) => bytes.writeUInt32BE(size, 4 + 4 * dimension));
  bytes.set(values, 4 + 4 * shape.length);
  return { name, bytes: Uint8Array.from(bytes) };
}

export function gzipped({ name, bytes }: GivenFile): GivenFile {
  return { name: `${name}.gz`, bytes: Uint8Array.from(gzipSync(bytes)) };
}

/** Image `index` has a bar in column `label` of a picture of `side` pixels, and its own grey in the last corner. */
export function barsPair(
  labels: readonly number[],
  { prefix = 'train', side = 28, firstLabel = 0 }: { prefix?: string; side?: number; firstLabel?: number } = {},
): GivenFile[] {
  const images = new Uint8Array(labels.length * side * side);
  labels.forEach((label, index) => {
    const start = index * side * side;
    for (let y = 0; y < side; y++) images[start + y * side + (label % side)] = 200;
    images[start + side * side - 1] = 1 + (index % 199);
  });
  return [
    idxFile(`${prefix}-images-idx3-ubyte`, [labels.length, side, side], images),
    idxFile(
      `${prefix}-labels-idx1-ubyte`,
      [labels.length],
      labels.map((label) => label + firstLabel),
    ),
  ];
}

/** `count` labels, all classes equally often. */
export function labelsOf(count: number, classes: number): number[] {
  return Array.from({ length: count }, (_, index) => index % classes);
}

export function textFile(name: string, text: string): GivenFile {
  return { name, bytes: new TextEncoder().encode(text) };
}
