/** Removes what is not part of a digit: dust, pieces tiny beside the largest one, and shades. */

import type { Ink } from '../ink/ink.ts';
import { piecesOf } from '../ink/pieces.ts';

/** A piece with a smaller share of the largest piece's ink is dust. A detached bar of a 5 has a tenth. */
const minShare = 0.01;

/** A piece without a pixel covered this much is a shade: a dark corner, the rest of a ruled line. */
const minCover = 128;

/** The picture without specks and shades. */
export function dropSpecks(ink: Ink): Ink {
  const pieces = piecesOf(ink);
  const largest = pieces.reduce((most, { mass }) => Math.max(most, mass), 0);
  const coverage = Uint8Array.from(ink.coverage);
  for (const { pixels, mass } of pieces) {
    const isShade = pixels.every((pixel) => coverage[pixel] < minCover);
    if (isShade || mass < minShare * largest) for (const pixel of pixels) coverage[pixel] = 0;
  }
  return { ...ink, coverage };
}
