/** Scales images to 28×28 bytes, and transposes them. */

import type { Breathe } from '../cooperate.ts';
import { resample } from '../ink/resample.ts';
import { pixelCount, rowLength, rows } from '../sequence.ts';

/**
 * By area averaging, like pictures on the pad: the longer side fills 28 pixels, and the image is centred.
 * @param images [count × height × width] bytes
 * @param ground fills the space beside an image that is not square
 * @returns [count × 784]; the same bytes if already 28×28
 * @throws the signal's reason once aborted
 */
export async function to28(
  images: Uint8Array,
  { width, height, count }: { readonly width: number; readonly height: number; readonly count: number },
  ground: number,
  breathe: Breathe,
  signal: AbortSignal,
): Promise<Uint8Array> {
  if (width === rowLength && height === rows) return images;
  const scale = Math.max(width, height) / rows;
  const fitted = new Uint8Array(count * pixelCount).fill(ground);
  const bounds = { left: 0, top: 0, right: width, bottom: height };
  for (let index = 0; index < count; index++) {
    const levels = images.subarray(index * width * height, (index + 1) * width * height);
    // `resample` takes what is outside as 0, so make the ground 0.
    const values = ground === 0 ? levels : levels.map((level) => ground - level);
    const { means, ...small } = resample({ width, values }, bounds, scale);
    const left = Math.floor((rowLength - small.width) / 2);
    const top = Math.floor((rows - small.height) / 2);
    for (let y = 0; y < small.height; y++) {
      const from = y * small.width;
      const to = index * pixelCount + (top + y) * rowLength + left;
      for (let x = 0; x < small.width; x++) fitted[to + x] = Math.abs(ground - Math.round(means[from + x]));
    }
    await breathe();
    signal.throwIfAborted();
  }
  return fitted;
}

/** Swaps rows and columns in place, as EMNIST needs. @param images [count × 784] */
export function transposeImages(images: Uint8Array): void {
  for (let start = 0; start < images.length; start += pixelCount) {
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < y; x++) {
        const [a, b] = [start + y * rowLength + x, start + x * rowLength + y];
        const value = images[a];
        images[a] = images[b];
        images[b] = value;
      }
    }
  }
}
