/** JPEG files → grey levels, upright. */

import { type GreyImage, toGrey } from '../../domain/photo/grey-image.ts';
import type { ImageSize } from '../../domain/photo/image-size.ts';
import { endOfImage, type JpegSegment, jpegSegments, startOfScan } from '../../domain/photo/jpeg-segments.ts';
import { limits } from '../../domain/limits/limits.ts';
import { decodeJpeg } from './decode-jpeg.ts';
import { orientationOf, upright } from './orientation.ts';
import { UnreadableError } from '../shared/unreadable.ts';

/** Baseline and extended sequential (ITU-T T.81, table B.1). */
const sequentialFrames: readonly number[] = [0xc0, 0xc1];

/**
 * @param size according to its header
 * @throws UnreadableError where its kind is not known, or it would take too long; Error where it is damaged
 */
export async function readJpeg(bytes: Uint8Array, size: ImageSize): Promise<GreyImage> {
  const segments = [...jpegSegments(bytes)];
  const markers = segments.map(({ marker }) => marker);
  const isWhole = markers.at(-1) === endOfImage;
  if (!isWhole && !isInOneScan(segments)) throw new Error('It is cut off.');
  // Some programs omit the end marker. Where more is missing, the decoder reports the coded data.
  const whole = isWhole ? bytes : Uint8Array.from(Buffer.concat([bytes, Buffer.of(0xff, endOfImage)]));
  const scans = markers.filter((marker) => marker === startOfScan).length;
  const maxScans = Math.floor((limits.maxScansOfLargestJpeg * limits.maxImagePixels) / (size.width * size.height));
  if (scans > maxScans) throw new UnreadableError(`holds ${scans} scans; of its size at most ${maxScans} are read`);
  return upright(toGrey(await decodeJpeg(whole), true), orientationOf(bytes));
}

/** Whether all colours are coded together in one scan: a cut between two scans would go unnoticed. */
function isInOneScan(segments: readonly JpegSegment[]): boolean {
  const frame = segments.find(({ marker }) => sequentialFrames.includes(marker));
  const scan = segments.at(-1);
  if (!frame || scan?.marker !== startOfScan || frame.content.byteLength < 6 || scan.content.byteLength < 1)
    return false;
  return frame.content.getUint8(5) === scan.content.getUint8(0);
}
