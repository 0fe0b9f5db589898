/** Takes off a picture of a digit what is none of it: dust, pieces that are nothing beside the largest one, and shades. */

import type { Ink } from '../ink/ink.ts';
import { piecesOf } from '../ink/pieces.ts';

/** A piece with less than this share of the largest piece's ink is dust. The bar of a 5 that hangs loose has a tenth. */
const leastShare = 0.01;

/** Where no pixel of a piece is covered by as much as this, it is a shade: a dark corner, what is left of a ruled line. */
const leastCover = 128;

/** The same picture without the specks and the shades. */
export function dropSpecks(ink: Ink): Ink {
  const pieces = piecesOf(ink);
  const largest = pieces.reduce((most, { mass }) => Math.max(most, mass), 0);
  const coverage = Uint8Array.from(ink.coverage);
  for (const { pixels, mass } of pieces) {
    const isShade = pixels.every((pixel) => coverage[pixel] < leastCover);
    if (isShade || mass < leastShare * largest) for (const pixel of pixels) coverage[pixel] = 0;
  }
  return { ...ink, coverage };
}
