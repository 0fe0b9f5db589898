/** Takes dust off a picture of a digit: pieces of ink that are nothing beside the largest one. */

import type { Ink } from '../engine/data/ink.ts';

/** A piece with less than this share of the largest piece's ink is dust. The bar of a 5 that hangs loose has a tenth. */
const leastShare = 0.01;

type Piece = { readonly pixels: readonly number[]; readonly mass: number };

/** The same picture without the specks. Pixels that touch, corners included, are one piece. */
export function dropSpecks({ width, height, coverage }: Ink): Ink {
  const seen = new Uint8Array(coverage.length);
  const pieces: Piece[] = [];
  for (let start = 0; start < coverage.length; start++) {
    if (coverage[start] > 0 && seen[start] === 0) pieces.push(pieceFrom(start));
  }
  const largest = pieces.reduce((most, { mass }) => Math.max(most, mass), 0);
  const cleaned = Uint8Array.from(coverage);
  for (const { pixels, mass } of pieces) {
    if (mass < leastShare * largest) for (const pixel of pixels) cleaned[pixel] = 0;
  }
  return { width, height, coverage: cleaned };

  function pieceFrom(start: number): Piece {
    const pixels = [start];
    let mass = 0;
    seen[start] = 1;
    // The list grows while it is walked through.
    for (const pixel of pixels) {
      mass += coverage[pixel];
      const column = pixel % width;
      for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
        for (const neighbour of [pixel - column - width + x, pixel - column + x, pixel - column + width + x]) {
          if (neighbour < 0 || neighbour >= coverage.length) continue;
          if (coverage[neighbour] === 0 || seen[neighbour] === 1) continue;
          seen[neighbour] = 1;
          pixels.push(neighbour);
        }
      }
    }
    return { pixels, mass };
  }
}
