import { IdxError, parseIdx } from '../../../src/domain/data-files/idx.ts';
import { hostileBytes } from '../bytes.ts';
import { insist, type Surface } from '../surface.ts';

function idx(shape: readonly number[], length: number): Uint8Array {
  const bytes = new Uint8Array(4 + 4 * shape.length + length).fill(7);
  bytes.set([0, 0, 8, shape.length]);
  shape.forEach((size, at) => {
    new DataView(bytes.buffer).setUint32(4 + 4 * at, size);
  });
  return bytes;
}

const wholeFiles = [idx([3, 28, 28], 3 * 784), idx([3], 3), idx([0], 0), idx([2, 2, 2, 2], 16)];

/** Files in the format of MNIST. */
export const idxSurface: Surface<Uint8Array> = {
  name: 'idx',
  sizeLimit: 0,
  inputs: hostileBytes(wholeFiles),
  open: () => Promise.resolve({ feed: (bytes) => Promise.resolve(read(bytes)), close: () => Promise.resolve() }),
};

function read(bytes: Uint8Array): string | null {
  try {
    const { shape, values } = parseIdx(bytes);
    const promised = shape.reduce((product, size) => product * size, 1);
    insist(values.length === promised && shape.length > 0, 'Its values are not those of its shape.');
    return null;
  } catch (error) {
    if (error instanceof IdxError) return `The file ${error.message}.`;
    throw error;
  }
}
