/** The separate pieces of ink in a picture: adjacent inked pixels, also diagonally, form a piece. */

import type { Ink } from './ink.ts';

/** A rectangle of whole pixels; `right` and `bottom` are the first column and row beyond it. */
export type Bounds = { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number };

export type Piece = {
  readonly bounds: Bounds;
  /** Indices into the ink's coverage. */
  readonly pixels: readonly number[];
  /** Sum of the coverage of all its pixels. */
  readonly mass: number;
};

/** The smallest rectangle around one or more others. */
export function around(bounds: readonly Bounds[]): Bounds {
  // There may be more pieces than a function takes arguments.
  return bounds.reduce((all, { left, top, right, bottom }) => ({
    left: Math.min(all.left, left),
    top: Math.min(all.top, top),
    right: Math.max(all.right, right),
    bottom: Math.max(all.bottom, bottom),
  }));
}

/** In the order of their topmost pixels. */
export function piecesOf({ width, height, coverage }: Ink): Piece[] {
  const seen = new Uint8Array(coverage.length);
  const pieces: Piece[] = [];
  for (let start = 0; start < coverage.length; start++) {
    if (coverage[start] > 0 && seen[start] === 0) pieces.push(pieceFrom(start));
  }
  return pieces;

  function pieceFrom(start: number): Piece {
    const pixels = [start];
    let mass = 0;
    let [left, top, right, bottom] = [width, height, 0, 0];
    seen[start] = 1;
    // The list grows during the loop.
    for (const pixel of pixels) {
      mass += coverage[pixel];
      const column = pixel % width;
      const row = (pixel - column) / width;
      left = Math.min(left, column);
      right = Math.max(right, column + 1);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row + 1);
      for (let y = Math.max(0, row - 1); y <= Math.min(height - 1, row + 1); y++) {
        for (let x = Math.max(0, column - 1); x <= Math.min(width - 1, column + 1); x++) {
          const neighbour = y * width + x;
          if (coverage[neighbour] === 0 || seen[neighbour] === 1) continue;
          seen[neighbour] = 1;
          pixels.push(neighbour);
        }
      }
    }
    return { bounds: { left, top, right, bottom }, pixels, mass };
  }
}
