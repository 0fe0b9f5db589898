/** PNG and JPEG files → grey levels. `engine/data/image-ink.ts` decides what in them is ink. */

import { PNG } from 'pngjs';
import { type ColourImage, type GreyImage, isTooLarge, toGrey } from '../../domain/photo/grey-image.ts';
import { imageSize } from '../../domain/photo/image-size.ts';
import { limits } from '../../domain/limits/limits.ts';
import { hasTooManyChunks, withoutTail } from './png-chunks.ts';
import { UnreadableError } from '../shared/unreadable.ts';

export type ImageFormat = 'PNG' | 'JPEG';

const signatures: Readonly<Record<ImageFormat, readonly number[]>> = {
  PNG: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  JPEG: [0xff, 0xd8, 0xff],
};

/** By the first bytes; null for any other format. */
export function imageFormat(bytes: Uint8Array): ImageFormat | null {
  const formats: ImageFormat[] = ['PNG', 'JPEG'];
  return formats.find((format) => signatures[format].every((byte, index) => bytes[index] === byte)) ?? null;
}

/** @throws UnreadableError where the image is damaged, too large or of an unknown kind */
export async function readImage(bytes: Uint8Array, format: ImageFormat): Promise<GreyImage> {
  const isJpeg = format === 'JPEG';
  const size = imageSize(bytes);
  const maxPixels = bytes.length * (isJpeg ? limits.maxPixelsPerJpegByte : limits.maxPixelsPerPngByte);
  if (!size || size.width * size.height > maxPixels) throw notWhole(format);
  if (isTooLarge(size)) throw tooLarge();
  if (!isJpeg && hasTooManyChunks(bytes)) throw new UnreadableError(`has more than ${limits.maxPngChunks} chunks`);
  // The JPEG decoder is loaded on demand.
  const readJpeg = isJpeg ? (await import('./read-jpeg.ts')).readJpeg : null;
  try {
    return readJpeg ? await readJpeg(bytes, size) : toGrey(readPng(withoutTail(bytes)), false);
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    // The decoders' messages about a damaged file do not help the person.
    throw notWhole(format);
  }
}

function notWhole(format: ImageFormat): UnreadableError {
  return new UnreadableError(`is not a whole ${format} image`);
}

function tooLarge(): UnreadableError {
  return new UnreadableError(
    `has more than ${limits.maxImagePixels / 1e6} megapixels, or more than ${limits.maxImageSidePixels} pixels on a side`,
  );
}

function readPng(bytes: Uint8Array): ColourImage {
  return PNG.sync.read(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
