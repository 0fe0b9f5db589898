/**
 * A picture's size from its header: decoding would allocate memory before it finds that a small file contains no such
 * picture. Pure; the window and the command line check it first.
 */

import { jpegSegments, startOfScan } from './jpeg-segments.ts';

export type ImageSize = { readonly width: number; readonly height: number };

/** @param bytes of a whole file @returns null unless it is a PNG, JPEG, WebP or GIF with a complete header */
export function imageSize(bytes: Uint8Array): ImageSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    if (isPng(bytes)) return { width: view.getUint32(16), height: view.getUint32(20) };
    if (startsWith(bytes, 0xff, 0xd8)) return sizeOfJpeg(bytes);
    if (isText(bytes, 0, 'RIFF') && isText(bytes, 8, 'WEBP')) return sizeOfWebp(bytes, view);
    if (isText(bytes, 0, 'GIF8')) return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
    return null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** In the segment that starts a frame (ITU-T T.81, B.2.2). */
function sizeOfJpeg(bytes: Uint8Array): ImageSize | null {
  for (const { marker, content } of jpegSegments(bytes)) {
    if (isFrame(marker)) return { width: content.getUint16(3), height: content.getUint16(1) };
    if (marker === startOfScan) return null;
  }
  return null;
}

/** SOF0 to SOF15 except three numbers used for tables and an extension. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** For lossy, lossless and extended files: https://developers.google.com/speed/webp/docs/riff_container */
function sizeOfWebp(bytes: Uint8Array, view: DataView): ImageSize | null {
  if (isText(bytes, 12, 'VP8 '))
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (isText(bytes, 12, 'VP8L')) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (!isText(bytes, 12, 'VP8X')) return null;
  const less = (at: number) => view.getUint16(at, true) + 65_536 * view.getUint8(at + 2);
  return { width: less(24) + 1, height: less(27) + 1 };
}

/** By its first bytes. */
export function isPng(bytes: Uint8Array): boolean {
  return startsWith(bytes, 0x89, 0x50, 0x4e, 0x47);
}

function startsWith(bytes: Uint8Array, ...expected: readonly number[]): boolean {
  return expected.every((byte, at) => bytes[at] === byte);
}

function isText(bytes: Uint8Array, from: number, text: string): boolean {
  return Array.from(text).every((letter, at) => bytes[from + at] === letter.charCodeAt(0));
}
