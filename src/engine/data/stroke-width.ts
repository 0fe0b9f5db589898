/** Makes the lines of a digit thicker or thinner, in shades between a digit and its grey dilation or erosion. */

import { rowLength, rows } from './sequence.ts';
import { paddedSide } from './warp.ts';

/**
 * Each pixel goes `amount` of the way to the largest (amount > 0) or smallest (amount < 0) of itself and its four
 * neighbours: lines become up to two pixels thicker or thinner.
 * @param source [30 × 30] bytes with a blank edge
 * @param amount −1 to 1
 * @param target as the source, written; its edge stays as it is
 */
export function changeStrokeWidth(source: Uint8Array, amount: number, target: Uint8Array): void {
  const part = Math.round(Math.abs(amount) * 256);
  const thicker = amount > 0;
  for (let row = 1; row <= rows; row++) {
    const start = row * paddedSide + 1;
    for (let at = start; at < start + rowLength; at++) {
      const own = source[at];
      const left = source[at - 1];
      const right = source[at + 1];
      const above = source[at - paddedSide];
      const below = source[at + paddedSide];
      let extreme = own;
      if (thicker) {
        if (left > extreme) extreme = left;
        if (right > extreme) extreme = right;
        if (above > extreme) extreme = above;
        if (below > extreme) extreme = below;
      } else {
        if (left < extreme) extreme = left;
        if (right < extreme) extreme = right;
        if (above < extreme) extreme = above;
        if (below < extreme) extreme = below;
      }
      target[at] = own + (((extreme - own) * part) >> 8);
    }
  }
}

/** Stretches the greys in place until the brightest is 255, as MNIST's are (`centre.ts`). */
export function stretchGreys(image: Uint8Array): void {
  let brightest = 0;
  for (let place = 0; place < image.length; place++) if (image[place] > brightest) brightest = image[place];
  if (brightest === 0 || brightest === 255) return;
  const stretch = 255 / brightest;
  for (let place = 0; place < image.length; place++) image[place] = image[place] * stretch + 0.5;
}
