import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readDraft } from '../../../src/engine/own-data/draft.ts';
import type { GivenFile } from '../../../src/domain/data-files/given-file.ts';
import { GatescopeError } from '../../../src/domain/errors.ts';
import { hostileBytes } from '../bytes.ts';
import { insist, type Surface } from '../surface.ts';

const count = 12;

function idx(shape: readonly number[], valueAt: (index: number) => number): Uint8Array {
  const length = shape.reduce((product, size) => product * size, 1);
  const header = Buffer.alloc(4 + 4 * shape.length);
  header.set([0, 0, 8, shape.length]);
  shape.forEach((size, at) => header.writeUInt32BE(size, 4 + 4 * at));
  return Uint8Array.from([...header, ...Array.from({ length }, (_, index) => valueAt(index))]);
}

const plain = [
  idx([count, 28, 28], (index) => (index * 7) % 256),
  idx([count, 9, 12], (index) => (index * 7) % 256),
  idx([count], (index) => index % 3),
  idx([count], (index) => 1 + (index % 3)),
  new TextEncoder().encode('T-shirt\nTrouser\n신발\n'),
  new TextEncoder().encode('0 65\n1 66\n2 67\n'),
];
const wholeFiles = [...plain, ...plain.map((bytes) => Uint8Array.from(gzipSync(bytes)))];

/** A file of a data set, or one derived from it. */
export const dataSetFile: fc.Arbitrary<GivenFile> = fc.record({
  name: fc.oneof(
    fc.constantFrom('train-images', 't10k-labels.gz', 'test', '../../up', '__proto__', ''),
    fc.string({ unit: 'binary' }),
  ),
  bytes: fc.oneof(fc.constantFrom(...wholeFiles), hostileBytes(wholeFiles)),
});

/** The files of a person's own data set. */
export const dataSetSurface: Surface<GivenFile[]> = {
  name: 'data-set',
  sizeLimit: 0,
  inputs: fc.array(dataSetFile, { maxLength: 6 }),
  open: () => Promise.resolve({ feed: readDataSet, close: () => Promise.resolve() }),
};

/** @returns the sentence that refuses them; null where they are a data set */
export async function readDataSet(files: readonly GivenFile[]): Promise<string | null> {
  try {
    const { train, test, about } = await readDraft(files, new AbortController().signal);
    for (const { images, labels, count: promised } of [train, test]) {
      insist(images.length === promised * 784 && labels.length === promised, 'There are not as many as it says.');
      insist(
        labels.every((label) => label < about.classes),
        'It has a label beyond its classes.',
      );
    }
    return null;
  } catch (error) {
    if (error instanceof GatescopeError) return error.message;
    throw error;
  }
}
