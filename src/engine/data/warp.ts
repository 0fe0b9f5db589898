/**
 * Bends an image as if it were printed on rubber: a mesh of 5×5 nodes says from where in the source each node takes its ink,
 * and between them it is interpolated. A mesh holds any affine map exactly, and any smooth distortion nearly: so rotation,
 * scaling, shear, shift and elastic deformation (P. Simard et al., ICDAR 2003) are one pass over the pixels.
 *
 * Positions are in pixels, counted from the middle of pixel (0, 0), x to the right, y down.
 */

import { pixelCount, rowLength, rows } from './sequence.ts';

/** Pixels from node to node: a power of two, so that fixed-point numbers are divided by shifting. */
const stepBits = 3;
export const meshStep = 2 ** stepBits;
export const meshNodes = Math.ceil(rows / meshStep) + 1;

/** An image with one blank pixel all around, so that interpolation needs to ask for no edge. */
export const paddedSide = rowLength + 2;

/** Lays an image into a padded one, whose edge stays as it is. */
export function pad(image: Uint8Array, padded: Uint8Array): void {
  for (let row = 0, from = 0; row < rows; row++) {
    const to = (row + 1) * paddedSide + 1;
    for (let column = 0; column < rowLength; column++) padded[to + column] = image[from++];
  }
}

/**
 * A position is one number: y above x, with 6 bits for whole pixels of a grid of 64×64 and 10 for parts of one, each. A step
 * to the next pixel is then one addition. Rounding floats instead took three times as long.
 */
const gridBits = 6;
const partBits = 10;
const axisBits = gridBits + partBits;
const mask = 2 ** gridBits - 1;

/** For each place of the grid the four pixels that are mixed there, a byte each: a look at one number tells of any ink. */
const corners = new Int32Array(2 ** (2 * gridBits));

/** The first and the last row of the grid that may have ink. */
const inked = { first: 0, last: 0 };

/** Where the source lies in the grid, with its blank edge; the rest is blank. */
const corner = 16;
const nearest = -corner - 1;
const farthest = nearest + mask;

/** The mesh, in parts of the grid's pixels. */
const nodesX = new Int32Array(meshNodes ** 2);
const nodesY = new Int32Array(meshNodes ** 2);

/**
 * @param padded [30 × 30] bytes with a blank edge
 * @param mesh [5 × 5 × 2] the source's x and y for the nodes at pixels 0, 8, … 32, row by row; ones farther out than 17 pixels
 * are brought nearer
 * @param target [28 × 28] bytes, written; bilinear between the source's pixels, blank beyond them
 */
export function warp(padded: Uint8Array, mesh: Float32Array, target: Uint8Array): void {
  if (target.length !== pixelCount) throw new RangeError(`An image has ${pixelCount} pixels.`);
  for (let node = 0; node < meshNodes ** 2; node++) {
    nodesX[node] = inGrid(mesh[2 * node]);
    nodesY[node] = inGrid(mesh[2 * node + 1]);
  }
  gatherCorners(padded);
  target.fill(0);
  for (let row = 0; row < rows; row++) {
    const inCell = row & (meshStep - 1);
    let node = (row >> stepBits) * meshNodes;
    let x = onSide(nodesX, node, inCell);
    let y = onSide(nodesY, node, inCell);
    const end = (row + 1) * rowLength;
    for (let start = row * rowLength; start < end; start += meshStep) {
      node++;
      const endX = onSide(nodesX, node, inCell);
      const endY = onSide(nodesY, node, inCell);
      if (meetsInk(y >> partBits, endY >> partBits)) {
        const step = (((endY - y) >> stepBits) << axisBits) + ((endX - x) >> stepBits);
        let position = (y << axisBits) + x;
        for (let place = start; place < Math.min(start + meshStep, end); place++) {
          const four = corners[((position >>> (axisBits + partBits)) << gridBits) | ((position >>> partBits) & mask)];
          if (four !== 0) target[place] = mix(four, position);
          position = (position + step) | 0;
        }
      }
      x = endX;
      y = endY;
    }
  }
}

/** Whether a stretch from one of the grid's rows to another may meet ink: most of an image is blank. */
function meetsInk(from: number, to: number): boolean {
  return (from >= inked.first || to >= inked.first) && (from <= inked.last || to <= inked.last);
}

function inGrid(position: number): number {
  return (Math.min(farthest, Math.max(nearest, position)) - nearest) * 2 ** partBits;
}

/** Where a row crosses the side of a cell that leads from a node down to the next. */
function onSide(nodes: Int32Array, node: number, inCell: number): number {
  return nodes[node] + (((nodes[node + meshNodes] - nodes[node]) * inCell) >> stepBits);
}

function gatherCorners(padded: Uint8Array): void {
  inked.first = mask;
  inked.last = -1;
  for (let row = 0; row < paddedSide - 1; row++) {
    const to = ((row + corner) << gridBits) + corner;
    const from = row * paddedSide;
    let left = padded[from] | (padded[from + paddedSide] << 16);
    let any = left;
    for (let column = 0; column < paddedSide - 1; column++) {
      const right = padded[from + column + 1] | (padded[from + column + 1 + paddedSide] << 16);
      corners[to + column] = left | (right << 8);
      any |= right;
      left = right;
    }
    if (any === 0) continue;
    inked.first = Math.min(inked.first, row + corner);
    // Steps are rounded down: a stretch may end in the row before.
    inked.last = row + corner + 1;
  }
}

/** Bilinear, in 256ths of a pixel: across both rows at once, in the halves of a number, then down. */
function mix(four: number, position: number): number {
  const across = (position >>> (partBits - 8)) & 255;
  const down = (position >>> (axisBits + partBits - 8)) & 255;
  const both = Math.imul(four & 0xff00ff, 256 - across) + Math.imul((four >>> 8) & 0xff00ff, across);
  return ((both & 0xffff) * (256 - down) + (both >>> 16) * down + 32768) >> 16;
}
