/**
 * The layout of saved data: a description and the numbers it describes, little-endian: [description length,
 * u32][description, JSON, padded to 4 bytes][numbers].
 */

/** The bytes are not a saved run; the message says why, as a clause. */
export class UnusableCheckpoint extends Error {
  override readonly name = 'UnusableCheckpoint';
}

/** A newer version of Gatescope wrote the bytes. */
export class NewerCheckpoint extends UnusableCheckpoint {
  constructor() {
    super('it was made by a newer Gatescope');
  }
}

/** Size of the field with the description's length. */
const lengthBytes = 4;

/** Encodes a description and its numbers. */
export function framed(description: unknown, arrays: readonly Float32Array[]): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(description));
  const start = lengthBytes + padded(json.length);
  const bytes = new Uint8Array(arrays.reduce((end, { byteLength }) => end + byteLength, start)).fill(0x20, 0, start);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, lengthBytes);
  let at = start;
  for (const { buffer, byteOffset, byteLength } of arrays) {
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), at);
    at += byteLength;
  }
  return bytes;
}

/**
 * Number of leading bytes up to the end of the description.
 * @param bytes at least the first 4
 * @throws UnusableCheckpoint if there are fewer
 */
export function describedBytes(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes) throw new UnusableCheckpoint('it is truncated');
  return lengthBytes + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

/**
 * @param bytes at least the first {@link describedBytes}
 * @returns the description, unchecked
 * @throws UnusableCheckpoint
 */
export function readFrame(bytes: Uint8Array): unknown {
  const end = describedBytes(bytes);
  if (end > bytes.length) throw new UnusableCheckpoint('it is truncated');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(lengthBytes, end)));
  } catch {
    throw new UnusableCheckpoint('its description is not JSON');
  }
}

/** @param lengths of the arrays after the description @throws UnusableCheckpoint if the file does not match */
export function readNumbers(bytes: Uint8Array, lengths: readonly number[]): Float32Array<ArrayBuffer>[] {
  let at = lengthBytes + padded(describedBytes(bytes) - lengthBytes);
  const expected = lengths.reduce((end, length) => end + length * Float32Array.BYTES_PER_ELEMENT, at);
  if (bytes.length !== expected) throw new UnusableCheckpoint(`it has ${bytes.length} bytes instead of ${expected}`);
  return lengths.map((length) => {
    const values = new Float32Array(length);
    new Uint8Array(values.buffer).set(bytes.subarray(at, at + values.byteLength));
    at += values.byteLength;
    return values;
  });
}

/** @throws UnusableCheckpoint unless all numbers are finite */
export function requireNumbers(weights: readonly { readonly values: Float32Array }[]): void {
  if (!weights.every(({ values }) => values.every(Number.isFinite)))
    throw new UnusableCheckpoint('its weights are not finite numbers');
}

function padded(length: number): number {
  return Math.ceil(length / lengthBytes) * lengthBytes;
}
