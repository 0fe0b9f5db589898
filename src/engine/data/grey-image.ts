/** A decoded picture with its colours → grey levels, in a size that says enough of a digit. */

import { resample } from './resample.ts';

export type GreyImage = {
  readonly width: number;
  readonly height: number;
  /** [height × width] from 0, black, to 255, white. */
  readonly levels: Uint8Array;
  /** Whether compression has left traces around lines. */
  readonly isLossy: boolean;
};

/** A picture with its colours: [height × width × 4] red, green, blue, opacity. */
export type ColourImage = { readonly width: number; readonly height: number; readonly data: ArrayLike<number> };

/** What the window and the command line read at most, in bytes and in pixels. */
export const maxMegabytes = 64;
export const maxMegapixels = 50;

/** Longer side of what is looked at. Of a digit that is a tenth of a photograph it leaves 80 pixels, four for each of the box's 20. */
const largestSide = 800;

/** The luma of ITU-R BT.601; what is transparent shows a backdrop that its paint stands out from: white behind dark ink. */
export function toGrey({ width, height, data }: ColourImage, isLossy: boolean): GreyImage {
  const lumas = new Float32Array(width * height);
  let paint = 0;
  let opacity = 0;
  for (let pixel = 0; pixel < lumas.length; pixel++) {
    const at = 4 * pixel;
    lumas[pixel] = 0.299 * data[at] + 0.587 * data[at + 1] + 0.114 * data[at + 2];
    paint += lumas[pixel] * data[at + 3];
    opacity += data[at + 3];
  }
  const backdrop = paint < 128 * opacity ? 255 : 0;
  const levels = Uint8Array.from(lumas, (luma, pixel) =>
    Math.round(backdrop + (luma - backdrop) * (data[4 * pixel + 3] / 255)),
  );
  return shrink({ width, height, levels, isLossy });
}

/** Made smaller where it is larger than needed; whole pixels only, so that no edge is a mixture of picture and nothing. */
function shrink(image: GreyImage): GreyImage {
  const scale = Math.max(image.width, image.height) / largestSide;
  if (scale <= 1) return image;
  const factor = Math.ceil(scale);
  const [columns, rows] = [Math.floor(image.width / factor), Math.floor(image.height / factor)];
  if (columns === 0 || rows === 0) return image;
  const bounds = { left: 0, top: 0, right: columns * factor, bottom: rows * factor };
  const { width, height, means } = resample({ width: image.width, values: image.levels }, bounds, factor);
  return { width, height, levels: Uint8Array.from(means, Math.round), isLossy: image.isLossy };
}
