/**
 * A strip: several handwritten digits beside each other, read column by column and written down as a number. Pixels lie row by row,
 * 28 × width bytes, 0 background to 255 full ink.
 */

import { rows } from '../sequence.ts';

/** Pixels of a strip from top to bottom. */
export const stripHeight = rows;

/** What the decoder writes: the digits 0 to 9, then the end. */
export const endToken = 10;
/** What the decoder reads before its first digit; it never writes it. */
export const startToken = 11;
/** Logits of the decoder: digits and end. */
export const writtenTokens = 11;
/** In place of a token: nothing is to be written. */
export const noLabel = 255;
/** What the decoder may read: what it writes, and the start. */
export const readTokens = 12;

export type Strip = {
  /** [28 × width] */
  readonly pixels: Uint8Array;
  readonly width: number;
  /** The digits from left to right, 0 to 9. */
  readonly labels: Uint8Array;
};
