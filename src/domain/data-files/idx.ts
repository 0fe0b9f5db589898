/**
 * Reads the IDX format, in which MNIST is published: a big-endian header (two zero bytes, element type, number of
 * dimensions, one uint32 per dimension), then the elements. Only unsigned bytes are supported; MNIST and its relatives
 * use no other type. Format: Y. LeCun, http://yann.lecun.com/exdb/mnist ("The IDX file format").
 */

import { limits } from '../limits/limits.ts';

const unsignedByteType = 0x08;

export type IdxArray = {
  /** Size of each dimension, outermost first. */
  readonly shape: readonly number[];
  /** The elements, last dimension fastest; a view of the given bytes. */
  readonly values: Uint8Array;
};

export type IdxProblem = 'notIdx' | 'wrongType' | 'wrongDimensions' | 'wrongLength';

/** Thrown by {@link parseIdx}; the message continues "the file …". */
export class IdxError extends Error {
  override readonly name = 'IdxError';
  readonly problem: IdxProblem;

  constructor(problem: IdxProblem, message: string) {
    super(message);
    this.problem = problem;
  }
}

/**
 * Also reads files written in little-endian order: if the sizes, or the whole header, make sense only that way, they
 * are taken so.
 * @param bytes a whole IDX file
 * @throws IdxError if the header is not one for unsigned bytes, or the length does not match it
 */
export function parseIdx(bytes: Uint8Array): IdxArray {
  if (bytes.length < 4) throw new IdxError('notIdx', 'is too short to be an IDX file');
  const isReversed = isReversedMagic(bytes);
  if (!isReversed && (bytes[0] !== 0 || bytes[1] !== 0))
    throw new IdxError('notIdx', 'does not begin like an IDX file');
  const [type, dimensions] = isReversed ? [bytes[1], bytes[0]] : [bytes[2], bytes[3]];
  if (type !== unsignedByteType) throw new IdxError('wrongType', 'does not hold unsigned bytes');
  if (dimensions < 1 || dimensions > limits.maxIdxDimensions)
    throw new IdxError('wrongDimensions', `has ${dimensions} dimensions`);
  const headerLength = 4 + 4 * dimensions;
  if (bytes.length < headerLength) throw new IdxError('wrongLength', 'ends inside its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shapeIn = (littleEndian: boolean) =>
    Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index, littleEndian));
  const lengthOf = (shape: readonly number[]) => shape.reduce((product, size) => product * size, 1);
  const values = bytes.subarray(headerLength);
  const [bigEndian, littleEndian] = [shapeIn(false), shapeIn(true)];
  const shape = [bigEndian, littleEndian].find((each) => lengthOf(each) === values.length);
  if (shape) return { shape, values };
  throw new IdxError(
    'wrongLength',
    `holds ${values.length} bytes where its header promises ${lengthOf(isReversed ? littleEndian : bigEndian)}`,
  );
}

/**
 * @param shape size of each dimension
 * @param values unsigned bytes, last dimension fastest
 * @returns a whole IDX file
 */
export function writeIdx(shape: readonly number[], values: Uint8Array): Uint8Array {
  const headerLength = 4 + 4 * shape.length;
  const bytes = new Uint8Array(headerLength + values.length);
  bytes.set([0, 0, unsignedByteType, shape.length]);
  const view = new DataView(bytes.buffer);
  shape.forEach((size, dimension) => {
    view.setUint32(4 + 4 * dimension, size);
  });
  bytes.set(values, headerLength);
  return bytes;
}

/** Number of dimensions, type and two zero bytes: the header's first number in little-endian order. */
function isReversedMagic([dimensions, type, third, fourth]: Uint8Array): boolean {
  return (
    type === unsignedByteType && dimensions >= 1 && dimensions <= limits.maxIdxDimensions && third === 0 && fourth === 0
  );
}

/** Whether bytes may be an IDX file of unsigned bytes, or a gzip file with unknown content. */
export function looksLikeIdx(bytes: Uint8Array): boolean {
  if (isGzip(bytes) || isReversedMagic(bytes)) return true;
  const [first, second, type, dimensions] = bytes;
  return first === 0 && second === 0 && type >= unsignedByteType && type <= 0x0e && dimensions >= 1;
}

/** By its first bytes (RFC 1952). */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}
