/**
 * An image being processed: with a blank edge, so that neighbours need no bounds check, and with the box of its ink,
 * outside which work is skipped.
 */

import { pixelCount, rowLength, rows } from '../sequence.ts';

/** An image with one blank pixel all around. */
export const paddedSide = rowLength + 2;

/**
 * Rows and columns of a padded image outside which there is no ink, all inclusive; for a blank image, `last` is less
 * than `first`.
 */
export type InkBox = {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
};

export type PaddedImage = {
  /** [30 × 30] bytes. */
  readonly pixels: Uint8Array;
  box: InkBox;
};

const noBox: InkBox = { firstRow: 1, lastRow: 0, firstColumn: 1, lastColumn: 0 };

/** A padded image without ink. */
export function blankPaddedImage(): PaddedImage {
  return { pixels: new Uint8Array(paddedSide ** 2), box: noBox };
}

/**
 * @param image [28 × 28] bytes
 * @param padded written
 */
export function pad(image: Uint8Array, padded: PaddedImage): void {
  const box = findInk(image);
  padded.box = box;
  padded.pixels.fill(0);
  for (let row = box.firstRow; row <= box.lastRow; row++) {
    const from = (row - 1) * rowLength - 1;
    const to = row * paddedSide;
    for (let column = box.firstColumn; column <= box.lastColumn; column++) {
      padded.pixels[to + column] = image[from + column];
    }
  }
}

/** With one more pixel on each side, within the edge. */
export function grownBox({ firstRow, lastRow, firstColumn, lastColumn }: InkBox): InkBox {
  return {
    firstRow: Math.max(1, firstRow - 1),
    lastRow: Math.min(rows, lastRow + 1),
    firstColumn: Math.max(1, firstColumn - 1),
    lastColumn: Math.min(rowLength, lastColumn + 1),
  };
}

function findInk(image: Uint8Array): InkBox {
  let first = 0;
  while (first < pixelCount && image[first] === 0) first++;
  if (first === pixelCount) return noBox;
  let last = pixelCount - 1;
  while (image[last] === 0) last--;
  let left = 0;
  while (isBlankColumn(image, left, first, last)) left++;
  let right = rowLength - 1;
  while (isBlankColumn(image, right, first, last)) right--;
  return {
    firstRow: Math.floor(first / rowLength) + 1,
    lastRow: Math.floor(last / rowLength) + 1,
    firstColumn: left + 1,
    lastColumn: right + 1,
  };
}

/** @param first, @param last rows that have ink */
function isBlankColumn(image: Uint8Array, column: number, first: number, last: number): boolean {
  const end = last - (last % rowLength) + column;
  for (let at = first - (first % rowLength) + column; at <= end; at += rowLength) if (image[at] !== 0) return false;
  return true;
}
