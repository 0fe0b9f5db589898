/** How an image becomes a sequence: one step per row, top to bottom, 28 steps of 28 pixels. */

import type { DigitSet } from './mnist.ts';

export const rows = 28;
export const rowLength = 28;
export const pixelCount = rows * rowLength;

/** A batch of sequences, time first, as the network reads it. */
export type Sequences = {
  readonly count: number;
  /** [rows × count × rowLength] ink from 0 to 1: all samples' row 0, then all samples' row 1, … */
  readonly steps: Float32Array;
};

/** @param images one 28×28 image of bytes after the other */
export function toSequences(images: Uint8Array): Sequences {
  const indices = Uint32Array.from({ length: images.length / pixelCount }, (_, index) => index);
  return gatherSequences(images, indices);
}

/**
 * Picks digits out of a set and scales them to [0, 1].
 * @param images [n × 784] bytes
 * @param indices the digits to take, in this order
 */
export function gatherSequences(images: Uint8Array, indices: Uint32Array): Sequences {
  const count = indices.length;
  const steps = new Float32Array(count * pixelCount);
  indices.forEach((index, sample) => {
    for (let row = 0; row < rows; row++) {
      const from = index * pixelCount + row * rowLength;
      const to = (row * count + sample) * rowLength;
      for (let column = 0; column < rowLength; column++) steps[to + column] = images[from + column] / 255;
    }
  });
  return { count, steps };
}

/** The labels of the picked digits. */
export function gatherLabels({ labels }: DigitSet, indices: Uint32Array): Uint8Array {
  return Uint8Array.from(indices, (index) => labels[index]);
}
