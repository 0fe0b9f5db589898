/**
 * A row before the image's first one says what is known of it: ink in the column of its class, and in the last column where
 * the image begins in its middle. So the state that the first row meets is a function of the label, learned with the same
 * weights and the same gradient. Blank says: any class, from the top.
 */

import { rowLength } from '../../domain/sequence.ts';
import { randomStream } from '../../domain/random.ts';

/** Classes that it can tell apart. */
export const maxLabels = rowLength - 1;

/** What is known of the images of a batch. */
export type Known = {
  /** One for each image; null: of none. */
  readonly labels: Uint8Array | null;
  /** Of each image whether it begins in its middle (1) or with its first row (0); null: all with their first. */
  readonly inside: Uint8Array | null;
};

export const nothingKnown: Known = { labels: null, inside: null };

/** Shares of the training steps. */
const labelledShare = 0.5;
const insideShare = 0.25;

/** Whether a training step gives labels, and whether its images begin in their middle, by seed and step. */
export function lessonOf(seed: number, step: number): { readonly isLabelled: boolean; readonly isInside: boolean } {
  const random = randomStream(seed, 'firstRows', step);
  return { isLabelled: random.uniform(0, 1) < labelledShare, isInside: random.uniform(0, 1) < insideShare };
}

/**
 * @param images [count × seenRows × 28]
 * @returns [count × (1 + seenRows) × 28]
 */
export function withFirstRows(images: Uint8Array, { labels, inside }: Known, seenRows: number): Uint8Array {
  const [bytes, read] = [seenRows * rowLength, (seenRows + 1) * rowLength];
  const all = new Uint8Array((images.length / bytes) * read);
  for (let image = 0; image < images.length / bytes; image++) {
    if (labels) all[image * read + labels[image]] = 255;
    if (inside?.[image]) all[image * read + rowLength - 1] = 255;
    all.set(images.subarray(image * bytes, (image + 1) * bytes), image * read + rowLength);
  }
  return all;
}

/** Leaves out what was predicted of the images' first rows. @param logits [count × (1 + seenRows) × 28] */
export function withoutFirstRows(logits: Float32Array, seenRows: number): Float32Array {
  const [kept, read] = [seenRows * rowLength, (seenRows + 1) * rowLength];
  const rest = new Float32Array((logits.length / read) * kept);
  for (let image = 0; image < logits.length / read; image++) {
    rest.set(logits.subarray(image * read + rowLength, (image + 1) * read), image * kept);
  }
  return rest;
}
