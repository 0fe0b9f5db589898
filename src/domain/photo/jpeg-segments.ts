/** The segments of a JPEG file, separated as decoders do (ITU-T T.81, annex B). Pure. */

export const startOfScan = 0xda;
export const endOfImage = 0xd9;

export type JpegSegment = {
  /** Second byte of its marker. */
  readonly marker: number;
  /** Its content after marker and length. */
  readonly content: DataView;
};

/**
 * Each segment up to the end of the image, whose marker is the last; a truncated file lacks it. Skips coded data and
 * stray bytes between segments.
 *
 * @param bytes of a JPEG file
 */
export function* jpegSegments(bytes: Uint8Array): Generator<JpegSegment> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = nextMarker(bytes, 2);
  while (at + 2 < bytes.length && bytes[at] !== endOfImage) {
    const length = view.getUint16(at + 1);
    const end = at + 1 + length;
    if (length < 2 || end > bytes.length) return;
    yield { marker: bytes[at], content: new DataView(bytes.buffer, bytes.byteOffset + at + 3, length - 2) };
    at = nextMarker(bytes, end);
  }
  if (bytes[at] === endOfImage) yield { marker: endOfImage, content: new DataView(bytes.buffer, 0, 0) };
}

/** Position of the second byte of the next meaningful marker; the file's length if there is none. */
function nextMarker(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) {
    if (bytes[at] === 0xff && !isPassedOver(bytes[at + 1])) return at + 1;
  }
  return bytes.length;
}

/** Coded data, a fill byte, a restart or "for temporary use". */
function isPassedOver(second: number): boolean {
  return second === 0 || second === 0xff || (second >= 0xd0 && second <= 0xd7) || second === 1;
}
