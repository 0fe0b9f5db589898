/** PNG and JPEG files → grey levels. What in them is ink is the matter of `engine/data/image-ink.ts`. */

import { decode as decodeJpeg } from 'jpeg-js';
import { PNG } from 'pngjs';
import { type ColourImage, type GreyImage, maxMegapixels, toGrey } from '../engine/data/grey-image.ts';
import { orientationOf, upright } from './orientation.ts';
import { UnreadableError } from './unreadable.ts';

export type ImageFormat = 'PNG' | 'JPEG';

const signatures: Readonly<Record<ImageFormat, readonly number[]>> = {
  PNG: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  JPEG: [0xff, 0xd8, 0xff],
};

/** Enough for a JPEG of {@link maxMegapixels}. */
const maxJpegMemoryMegabytes = 2048;

/** By the first bytes; null where they are of neither format. */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  const formats: ImageFormat[] = ['PNG', 'JPEG'];
  return formats.find((format) => signatures[format].every((byte, index) => bytes[index] === byte)) ?? null;
}

/** @throws UnreadableError where the image is damaged or too large */
export function readImage(bytes: Uint8Array, format: ImageFormat): GreyImage {
  try {
    const isLossy = format === 'JPEG';
    return toGrey(isLossy ? readJpeg(bytes) : readPng(bytes), isLossy);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    if (reason.startsWith('maxResolutionInMP')) throw tooLarge();
    throw new UnreadableError(`is not a whole ${format} image (${reason})`);
  }
}

function tooLarge(): UnreadableError {
  return new UnreadableError(`has more than ${maxMegapixels} megapixels`);
}

/** Where a PNG's header holds width and height, as big-endian uint32. */
const pngSizeOffset = 16;

function readPng(bytes: Uint8Array): ColourImage {
  const header = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixels = header.getUint32(pngSizeOffset) * header.getUint32(pngSizeOffset + 4);
  if (pixels > maxMegapixels * 1e6) throw tooLarge();
  return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}

function readJpeg(bytes: Uint8Array): ColourImage {
  const image = decodeJpeg(bytes, {
    useTArray: true,
    maxResolutionInMP: maxMegapixels,
    maxMemoryUsageInMB: maxJpegMemoryMegabytes,
  });
  return upright(image, orientationOf(bytes));
}
