/** The orientation in a JPEG's EXIF data, and its picture turned upright. */

import type { GreyImage } from '../../domain/photo/grey-image.ts';
import { jpegSegments, startOfScan } from '../../domain/photo/jpeg-segments.ts';

/** 1 upright, …, 8: which edge of the picture the first row and the first column of the stored pixels are. */
type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const exifMarker = 0xe1;
const exif = 0x45786966;
const orientationTag = 0x0112;

/**
 * The tag Orientation of the first directory, or 1 where it is missing or cannot be read. Layout: "Exif\0\0", then
 * TIFF, whose first letters give the byte order (Exif 2.32, 4.5 and 4.6.4).
 *
 * @param bytes of a JPEG file
 */
export function orientationOf(bytes: Uint8Array): Orientation {
  for (const { marker, content } of jpegSegments(bytes)) {
    if (marker === startOfScan) break;
    if (marker !== exifMarker || content.byteLength < 6 || content.getUint32(0) !== exif) continue;
    try {
      return orientationInTiff(new DataView(content.buffer, content.byteOffset + 6, content.byteLength - 6));
    } catch (error) {
      // A truncated segment has no orientation.
      if (!(error instanceof RangeError)) throw error;
    }
  }
  return 1;
}

function orientationInTiff(tiff: DataView): Orientation {
  const little = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, little);
  const entries = tiff.getUint16(directory, little);
  for (let entry = 0; entry < entries; entry++) {
    const at = directory + 2 + 12 * entry;
    if (tiff.getUint16(at, little) === orientationTag) return orientationFrom(tiff.getUint16(at + 8, little));
  }
  return 1;
}

function orientationFrom(value: number): Orientation {
  return value >= 1 && value <= 8 ? (value as Orientation) : 1;
}

/** The same picture, upright. */
export function upright(image: GreyImage, orientation: Orientation): GreyImage {
  if (orientation === 1) return image;
  const { width, height } = image;
  const swapsSides = orientation >= 5;
  const [columns, rows] = swapsSides ? [height, width] : [width, height];
  const levels = new Uint8Array(width * height);
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const [column, row] = storedAt(x, y, width, height, orientation);
      levels[y * columns + x] = image.levels[row * width + column];
    }
  }
  return { ...image, width: columns, height: rows, levels };
}

/** Where the pixel that belongs at (x, y) is stored. */
function storedAt(x: number, y: number, width: number, height: number, orientation: Orientation): [number, number] {
  switch (orientation) {
    case 1:
      return [x, y];
    case 2:
      return [width - 1 - x, y];
    case 3:
      return [width - 1 - x, height - 1 - y];
    case 4:
      return [x, height - 1 - y];
    case 5:
      return [y, x];
    case 6:
      return [y, height - 1 - x];
    case 7:
      return [width - 1 - y, height - 1 - x];
    case 8:
      return [width - 1 - y, x];
  }
}
