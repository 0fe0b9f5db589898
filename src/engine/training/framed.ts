/**
 * The bytes of what is saved: a description, and the numbers that it describes, as they lay in memory, little-endian:
 * [length of the description, u32][description, JSON, padded to 4 bytes][numbers].
 */

/** Where bytes are no saved run; the message says why, to be put behind "because". */
export class UnusableCheckpoint extends Error {
  override readonly name = 'UnusableCheckpoint';
}

/** Where a newer version of Gatescope wrote them. */
export class NewerCheckpoint extends UnusableCheckpoint {
  constructor() {
    super('it was made by a newer Gatescope');
  }
}

/** Bytes of the number that says how long the description is. */
const lengthBytes = 4;

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

/** How many bytes tell what a file holds. @param bytes the first 4 or more @throws UnusableCheckpoint where there are fewer */
export function describedBytes(bytes: Uint8Array): number {
  if (bytes.length < lengthBytes) throw new UnusableCheckpoint('it ends too early');
  return lengthBytes + new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
}

/** Of the first {@link describedBytes} or more. @returns what the description says, unchecked @throws UnusableCheckpoint */
export function readFrame(bytes: Uint8Array): unknown {
  const end = describedBytes(bytes);
  if (end > bytes.length) throw new UnusableCheckpoint('it ends too early');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(lengthBytes, end)));
  } catch {
    throw new UnusableCheckpoint('its description is not JSON');
  }
}

/** @param lengths of the arrays that lie behind the description @throws UnusableCheckpoint where others do */
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

/** @throws UnusableCheckpoint */
export function requireNumbers(weights: readonly { readonly values: Float32Array }[]): void {
  if (!weights.every(({ values }) => values.every(Number.isFinite)))
    throw new UnusableCheckpoint('it has weights that are not numbers');
}

function padded(length: number): number {
  return Math.ceil(length / lengthBytes) * lengthBytes;
}
