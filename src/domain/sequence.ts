/** How an image becomes a sequence: one step per row, top to bottom, 28 steps of 28 pixels. */

import type { DigitSet } from './digit-set.ts';

export const rows = 28;
export const rowLength = 28;
export const pixelCount = rows * rowLength;

/** The picked images, one after the other, as they are. */
export function gatherImages({ images }: DigitSet, indices: Uint32Array): Uint8Array {
  const picked = new Uint8Array(indices.length * pixelCount);
  indices.forEach((index, place) => {
    picked.set(images.subarray(index * pixelCount, (index + 1) * pixelCount), place * pixelCount);
  });
  return picked;
}

/** The labels of the picked digits. */
export function gatherLabels({ labels }: DigitSet, indices: Uint32Array): Uint8Array {
  return Uint8Array.from(indices, (index) => labels[index]);
}
