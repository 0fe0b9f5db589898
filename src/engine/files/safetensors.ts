/**
 * Writes safetensors (https://github.com/huggingface/safetensors, "Format"): the header length (u64, little-endian),
 * the header as JSON, padded with spaces to 8 bytes, then the arrays, float32, little-endian.
 */

import type { Tensor } from './tensors.ts';

const alignment = 8;

/** @param metadata strings that describe the arrays */
export function writeSafetensors(tensors: readonly Tensor[], metadata: Readonly<Record<string, string>>): Uint8Array {
  let end = 0;
  const described = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const json = JSON.stringify({ __metadata__: metadata, ...Object.fromEntries(described) });
  const header = new TextEncoder().encode(json);
  const headerBytes = Math.ceil(header.length / alignment) * alignment;
  const bytes = new Uint8Array(alignment + headerBytes + end).fill(0x20, alignment, alignment + headerBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerBytes), true);
  bytes.set(header, alignment);
  let at = alignment + headerBytes;
  for (const { values } of tensors) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}
