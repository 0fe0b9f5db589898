/**
 * Ink of a wide pad → a strip, the way MNIST's digits were made: all ink is scaled until it is 20 pixels high, keeps its width, and is
 * moved by whole pixels until its centre of mass is in the middle of the 28 rows. Digits may touch: nothing is cut apart.
 */

import { boxSide, digitSide, inkBounds, massCentre, scaleToBox, shiftToCentre } from '../ink/centre.ts';
import { type Ink, rasterSide } from '../ink/ink.ts';
import { limits } from '../limits/limits.ts';
import type { Strip } from './strip.ts';

/** The wide pad, in raster units: so many digits beside each other. */
export const stripRaster = { width: limits.maxStripDigits * rasterSide, height: rasterSide } as const;

/** Blank columns on either side, as wide as those beside a digit's box. */
export const stripMargin = (digitSide - boxSide) / 2;

export type InkStrip = Pick<Strip, 'pixels' | 'width'>;

/**
 * @returns null without ink
 * @returns `'tooLong'` where the strip would have more columns than a reader takes
 */
export function stripOfInk(ink: Ink): InkStrip | 'tooLong' | null {
  const crop = inkBounds(ink);
  if (!crop) return null;
  const scale = crop.height / boxSide;
  if (Math.ceil(crop.width / scale) + 2 * stripMargin > limits.maxStripColumns) return 'tooLong';
  const box = scaleToBox(ink, crop, scale);
  const width = box.width + 2 * stripMargin;
  const top = Math.min(digitSide - box.height, Math.max(0, shiftToCentre(massCentre(box).y)));
  const pixels = new Uint8Array(digitSide * width);
  for (let row = 0; row < box.height; row++) {
    const line = box.pixels.subarray(row * box.width, (row + 1) * box.width);
    pixels.set(line, (top + row) * width + stripMargin);
  }
  return { pixels, width };
}
