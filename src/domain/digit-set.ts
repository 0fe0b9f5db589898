/** Images and their labels, as columns. */

import { pixelCount } from './sequence.ts';

/** A set of 28×28 digits. */
export type DigitSet = {
  readonly count: number;
  /** [count × 784] bytes, 0 background to 255 full ink, row by row. */
  readonly images: Uint8Array;
  /** [count] digits 0 to 9, or {@link flatTarget}. */
  readonly labels: Uint8Array;
};

/** In place of a class: the image shows none of them, and a network is to find them all equally probable. */
export const flatTarget = 254;

export type Mnist = { readonly train: DigitSet; readonly test: DigitSet };

/** The digits from `from` up to but excluding `to`, sharing the bytes; fewer at the end of the set. */
export function sliceDigits({ count, images, labels }: DigitSet, from: number, to: number): DigitSet {
  const end = Math.min(to, count);
  return {
    count: end - from,
    images: images.subarray(from * pixelCount, end * pixelCount),
    labels: labels.subarray(from, end),
  };
}

/** The selected images, concatenated. */
export function gatherImages({ images }: DigitSet, indices: Uint32Array): Uint8Array {
  const picked = new Uint8Array(indices.length * pixelCount);
  indices.forEach((index, place) => {
    picked.set(images.subarray(index * pixelCount, (index + 1) * pixelCount), place * pixelCount);
  });
  return picked;
}

/** The labels of the selected digits. */
export function gatherLabels({ labels }: DigitSet, indices: Uint32Array): Uint8Array {
  return Uint8Array.from(indices, (index) => labels[index]);
}
