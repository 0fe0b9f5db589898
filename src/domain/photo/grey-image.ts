/** A decoded colour picture → grey levels, large enough for a digit. */

import { limits } from '../limits/limits.ts';

export type GreyImage = {
  readonly width: number;
  readonly height: number;
  /** [height × width] from 0, black, to 255, white. */
  readonly levels: Uint8Array;
  /** Whether compression has left traces around lines. */
  readonly isLossy: boolean;
};

/** A picture with its colours: [height × width × 4] red, green, blue, opacity. */
export type ColourImage = {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array | Uint8ClampedArray;
};

/**
 * Longer side after shrinking. A digit spanning a tenth of a photograph keeps 80 pixels, four for each of the box's 20.
 */
const maxSide = 800;

/** Whether a picture exceeds the limits; check before decoding. */
export function isTooLarge({ width, height }: { readonly width: number; readonly height: number }): boolean {
  return width * height > limits.maxImagePixels || Math.max(width, height) > limits.maxImageSidePixels;
}

/**
 * The luma of ITU-R BT.601, over a backdrop that contrasts with transparent paint: white behind dark ink. Shrunk if
 * larger than needed, each pixel the mean of those under it; by whole pixels only, so that no edge mixes picture and
 * nothing.
 */
export function toGrey(picture: ColourImage, isLossy: boolean): GreyImage {
  const factor = shrinkingFactor(picture);
  const width = Math.floor(picture.width / factor);
  const height = Math.floor(picture.height / factor);
  const sums = new Uint32Array(width * height);
  const backdrop = isOpaque(picture) ? 0 : backdropOf(picture);
  const { data } = picture;
  for (let y = 0; y < height * factor; y++) {
    let at = 4 * y * picture.width;
    const row = Math.floor(y / factor) * width;
    for (let pixel = row; pixel < row + width; pixel++) {
      let sum = 0;
      for (const end = at + 4 * factor; at < end; at += 4) {
        // Rounded to nearest; Math.round is much slower.
        sum += Math.floor(backdrop + (lumaAt(data, at) - backdrop) * (data[at + 3] / 255) + 0.5);
      }
      sums[pixel] += sum;
    }
  }
  return { width, height, levels: Uint8Array.from(sums, (sum) => Math.round(sum / factor ** 2)), isLossy };
}

/** 1 for a picture too narrow to shrink. */
function shrinkingFactor({ width, height }: ColourImage): number {
  const factor = Math.ceil(Math.max(width, height) / maxSide);
  return Math.min(width, height) < factor ? 1 : Math.max(1, factor);
}

function isOpaque({ data }: ColourImage): boolean {
  for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return false;
  return true;
}

function backdropOf({ width, height, data }: ColourImage): number {
  let paint = 0;
  let opacity = 0;
  for (let at = 0; at < 4 * width * height; at += 4) {
    paint += lumaAt(data, at) * data[at + 3];
    opacity += data[at + 3];
  }
  return paint < 128 * opacity ? 255 : 0;
}

function lumaAt(data: ColourImage['data'], at: number): number {
  return Math.fround(0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2]);
}
