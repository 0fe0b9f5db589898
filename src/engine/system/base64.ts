/** Bytes as base64 (RFC 4648): of thousands of digits at a time, for which `btoa` and `atob` are too slow. */

export function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

/** @param text what is not base64 in it is passed over */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, 'base64'));
}
