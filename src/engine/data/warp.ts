/**
 * Bends an image as if it were printed on rubber: a mesh of 5×5 nodes says from where in the source each node takes its ink,
 * and between them it is interpolated. A mesh holds any affine map exactly, and any smooth distortion nearly: so rotation,
 * scaling, shear, shift and elastic deformation (P. Simard et al., ICDAR 2003) are one pass over the pixels.
 *
 * Positions are in pixels, counted from the middle of pixel (0, 0), x to the right, y down.
 */

import { pixelCount, rowLength, rows } from './sequence.ts';

/** Pixels from node to node. */
export const meshStep = 7;
export const meshNodes = rows / meshStep + 1;

/** An image with one blank pixel all around, so that interpolation needs to ask for no edge. */
export const paddedSide = rowLength + 2;

/** Fixed-point arithmetic with so many bits after the point: three times as fast as rounding floats here. */
const bits = 16;

/** Lays an image into a padded one, whose edge stays as it is. */
export function pad(image: Uint8Array, padded: Uint8Array): void {
  for (let row = 0, from = 0; row < rows; row++) {
    const to = (row + 1) * paddedSide + 1;
    for (let column = 0; column < rowLength; column++) padded[to + column] = image[from++];
  }
}

/**
 * @param padded [30 × 30] bytes with a blank edge
 * @param mesh [5 × 5 × 2] the source's x and y for the nodes at pixels 0, 7, … 28, row by row
 * @param target [28 × 28] bytes, written; bilinear between the source's pixels, blank beyond them
 */
export function warp(padded: Uint8Array, mesh: Float32Array, target: Uint8Array): void {
  if (target.length !== pixelCount) throw new RangeError(`An image has ${pixelCount} pixels.`);
  const scale = 2 ** bits;
  // One pixel on, because of the edge.
  for (let at = 0; at < mesh.length; at++) nodes[at] = (mesh[at] + 1) * scale;
  findInk(padded);
  target.fill(0);
  for (let y = 0; y < rows; y++) {
    const inCell = y % meshStep;
    const upper = ((y - inCell) / meshStep) * nodesRow;
    for (let at = upper, start = y * rowLength; at < upper + nodesRow - 2; at += 2, start += meshStep) {
      // Where the row crosses the cell's left and right sides.
      let x = between(nodes[at], nodes[at + nodesRow], inCell);
      let sy = between(nodes[at + 1], nodes[at + nodesRow + 1], inCell);
      const endX = between(nodes[at + 2], nodes[at + nodesRow + 2], inCell);
      const endY = between(nodes[at + 3], nodes[at + nodesRow + 3], inCell);
      // Most of an image is blank: a stretch beside the ink is not looked at.
      if (missesInk(x >> bits, sy >> bits, endX >> bits, endY >> bits)) continue;
      const dx = ((endX - x) / meshStep) | 0;
      const dy = ((endY - sy) / meshStep) | 0;
      for (let place = start; place < start + meshStep; place++, x += dx, sy += dy)
        target[place] = sample(padded, x, sy);
    }
  }
}

const nodesRow = meshNodes * 2;

/** The mesh in fixed point. */
const nodes = new Int32Array(meshNodes * nodesRow);

function between(from: number, to: number, steps: number): number {
  return from + ((((to - from) * steps) / meshStep) | 0);
}

/** Where the last source is not blank, with the pixels that interpolation mixes with it. */
let [top, bottom, left, right] = [0, 0, 0, 0];

function findInk(padded: Uint8Array): void {
  [top, bottom, left, right] = [paddedSide, -1, paddedSide, -1];
  for (let row = 1; row <= rows; row++) {
    const start = row * paddedSide;
    let column = 1;
    while (column <= rowLength && padded[start + column] === 0) column++;
    if (column > rowLength) continue;
    left = Math.min(left, column - 1);
    column = rowLength;
    while (padded[start + column] === 0) column--;
    right = Math.max(right, column);
    top = Math.min(top, row - 1);
    bottom = row;
  }
}

function missesInk(x0: number, y0: number, x1: number, y1: number): boolean {
  return (
    (x0 < left && x1 < left) || (x0 > right && x1 > right) || (y0 < top && y1 < top) || (y0 > bottom && y1 > bottom)
  );
}

/** Bilinear; x and y in fixed point. */
function sample(padded: Uint8Array, x: number, y: number): number {
  const column = x >> bits;
  const row = y >> bits;
  if (column < 0 || row < 0 || column >= paddedSide - 1 || row >= paddedSide - 1) return 0;
  const at = row * paddedSide + column;
  const across = (x >> (bits - 8)) & 255;
  const down = (y >> (bits - 8)) & 255;
  const above = padded[at] * (256 - across) + padded[at + 1] * across;
  const below = padded[at + paddedSide] * (256 - across) + padded[at + paddedSide + 1] * across;
  return (above * (256 - down) + below * down + 32768) >> 16;
}
