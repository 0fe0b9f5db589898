/** JPEG files → grey levels, upright. */

import { type GreyImage, maxMegapixels, toGrey } from '../engine/data/grey-image.ts';
import type { ImageSize } from '../engine/data/image-size.ts';
import { endOfImage, jpegSegments, startOfScan } from '../engine/data/jpeg-segments.ts';
import { decodeJpeg } from './decode-jpeg.ts';
import { orientationOf, upright } from './orientation.ts';
import { UnreadableError } from './unreadable.ts';

/** A progressive JPEG has ten or so; a scan may take 30 bytes of a file, and each goes over all of the picture. */
const mostScansOfLargest = 20;

/**
 * @param size that its header tells
 * @throws UnreadableError where its kind is not known, or it would take too long; Error where it is damaged
 */
export async function readJpeg(bytes: Uint8Array, size: ImageSize): Promise<GreyImage> {
  const markers = Array.from(jpegSegments(bytes), ({ marker }) => marker);
  if (markers.at(-1) !== endOfImage) throw new Error('It is cut off.');
  const scans = markers.filter((marker) => marker === startOfScan).length;
  const mostScans = Math.floor((mostScansOfLargest * maxMegapixels * 1e6) / (size.width * size.height));
  if (scans > mostScans) throw new UnreadableError(`holds ${scans} scans; of its size at most ${mostScans} are read`);
  return upright(toGrey(await decodeJpeg(bytes), true), orientationOf(bytes));
}
