/**
 * Reads the IDX format, in which MNIST is published: a big-endian header (two zero bytes, element type, number of
 * dimensions, one uint32 per dimension) and then the elements. Only unsigned bytes are read; no other type occurs in MNIST
 * and its relatives. Format: Y. LeCun, http://yann.lecun.com/exdb/mnist ("The IDX file format").
 */

const unsignedByteType = 0x08;
const maxDimensions = 4;

export type IdxArray = {
  /** Size of each dimension, outermost first. */
  readonly shape: readonly number[];
  /** The elements, last dimension fastest; a view into the bytes given. */
  readonly values: Uint8Array;
};

/** Thrown by {@link parseIdx}; the message says what is wrong with the bytes, in words that follow "the file …". */
export class IdxError extends Error {
  override readonly name = 'IdxError';
}

/**
 * @param bytes a whole IDX file
 * @throws IdxError if the header is not that of unsigned bytes, or the length does not match it
 */
export function parseIdx(bytes: Uint8Array): IdxArray {
  if (bytes.length < 4) throw new IdxError('is too short to be an IDX file');
  if (bytes[0] !== 0 || bytes[1] !== 0) throw new IdxError('does not begin like an IDX file');
  if (bytes[2] !== unsignedByteType) throw new IdxError('does not hold unsigned bytes');
  const dimensions = bytes[3];
  if (dimensions < 1 || dimensions > maxDimensions) throw new IdxError(`has ${dimensions} dimensions`);
  const headerLength = 4 + 4 * dimensions;
  if (bytes.length < headerLength) throw new IdxError('ends inside its header');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shape = Array.from({ length: dimensions }, (_, index) => view.getUint32(4 + 4 * index));
  const expectedLength = shape.reduce((product, size) => product * size, 1);
  const values = bytes.subarray(headerLength);
  if (values.length !== expectedLength) {
    throw new IdxError(`holds ${values.length} bytes where its header promises ${expectedLength}`);
  }
  return { shape, values };
}
