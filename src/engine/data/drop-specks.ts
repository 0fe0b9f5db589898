/** Takes dust off a picture of a digit: pieces of ink that are nothing beside the largest one. */

import type { Ink } from './ink.ts';
import { piecesOf } from './pieces.ts';

/** A piece with less than this share of the largest piece's ink is dust. The bar of a 5 that hangs loose has a tenth. */
const leastShare = 0.01;

/** The same picture without the specks. */
export function dropSpecks(ink: Ink): Ink {
  const pieces = piecesOf(ink);
  const largest = pieces.reduce((most, { mass }) => Math.max(most, mass), 0);
  const coverage = Uint8Array.from(ink.coverage);
  for (const { pixels, mass } of pieces) {
    if (mass < leastShare * largest) for (const pixel of pixels) coverage[pixel] = 0;
  }
  return { ...ink, coverage };
}
