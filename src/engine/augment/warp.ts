/**
 * Bends an image as if printed on rubber: a mesh of 5×5 nodes says where in the source each node takes its ink from,
 * with interpolation in between. A mesh represents any affine map exactly and any smooth distortion approximately, so
 * rotation, scaling, shear, shift and elastic deformation (P. Simard et al., ICDAR 2003) take one pass over the pixels.
 *
 * Positions are in pixels from the middle of pixel (0, 0), x to the right, y down.
 */

import { type PaddedImage, paddedSide } from '../../domain/ink/padded-image.ts';
import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';

/** Pixels between nodes: a power of two, so that fixed-point division is a shift. */
const stepBits = 3;
export const meshStep = 2 ** stepBits;
export const meshNodes = Math.ceil(rows / meshStep) + 1;

/**
 * A position is one number: y above x, each with 6 bits for whole pixels of a 64×64 grid and 10 for fractions. Moving
 * to the next pixel is then one addition. Rounding floats instead took three times as long.
 */
const gridBits = 6;
const partBits = 10;
const axisBits = gridBits + partBits;
const mask = 2 ** gridBits - 1;

/** For each grid position the four pixels mixed there, one byte each: a single read shows whether there is ink. */
const corners = new Int32Array(2 ** (2 * gridBits));

/** Rows and columns of the grid that may contain ink. */
const inked = { firstRow: 0, lastRow: 0, firstColumn: 0, lastColumn: 0 };

/** Position of the source in the grid, blank edge included; the rest is blank. */
const corner = 16;
const nearest = -corner - 1;
const farthest = nearest + mask;

/** The mesh, in fractions of grid pixels. */
const nodesX = new Int32Array(meshNodes ** 2);
const nodesY = new Int32Array(meshNodes ** 2);

/**
 * Warps an image: bilinear between source pixels, blank beyond them.
 * @param mesh [5 × 5 × 2] source x and y of the nodes at pixels 0, 8, … 32, row by row; clamped to 17 pixels outside
 * @param target [28 × 28] bytes, written
 * @throws RangeError if `target` has another size
 */
export function warp(padded: PaddedImage, mesh: Float32Array, target: Uint8Array): void {
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
      if (meetsInk(x >> partBits, y >> partBits, endX >> partBits, endY >> partBits)) {
        const step = (((endY - y) >> stepBits) << axisBits) + ((endX - x) >> stepBits);
        let position = (y << axisBits) + x;
        const cellEnd = Math.min(start + meshStep, end);
        for (let place = start; place < cellEnd; place++) {
          const four = corners[((position >>> (axisBits + partBits)) << gridBits) | ((position >>> partBits) & mask)];
          target[place] = mix(four, position);
          position = (position + step) | 0;
        }
      }
      x = endX;
      y = endY;
    }
  }
}

/** Whether a span between two grid pixels may meet ink: most of an image is blank. */
function meetsInk(fromX: number, fromY: number, toX: number, toY: number): boolean {
  const { firstRow, lastRow, firstColumn, lastColumn } = inked;
  return (
    (fromY >= firstRow || toY >= firstRow) &&
    (fromY <= lastRow || toY <= lastRow) &&
    (fromX >= firstColumn || toX >= firstColumn) &&
    (fromX <= lastColumn || toX <= lastColumn)
  );
}

function inGrid(position: number): number {
  return (Math.min(farthest, Math.max(nearest, position)) - nearest) * 2 ** partBits;
}

/** Where a row crosses the side of a cell that runs from a node down to the next. */
function onSide(nodes: Int32Array, node: number, inCell: number): number {
  return nodes[node] + (((nodes[node + meshNodes] - nodes[node]) * inCell) >> stepBits);
}

function gatherCorners({ pixels, box }: PaddedImage): void {
  // Clear the previous image.
  corners.fill(0, inked.firstRow << gridBits, inked.lastRow << gridBits);
  for (let row = box.firstRow - 1; row <= box.lastRow; row++) {
    const to = ((row + corner) << gridBits) + corner;
    const from = row * paddedSide;
    let left = 0;
    for (let column = box.firstColumn - 1; column <= box.lastColumn; column++) {
      const right = pixels[from + column + 1] | (pixels[from + column + 1 + paddedSide] << 16);
      corners[to + column] = left | (right << 8);
      left = right;
    }
  }
  inked.firstRow = box.firstRow - 1 + corner;
  inked.firstColumn = box.firstColumn - 1 + corner;
  // Positions round down: a span may end in the row or column before.
  inked.lastRow = box.lastRow + 1 + corner;
  inked.lastColumn = box.lastColumn + 1 + corner;
}

/** Bilinear, in 256ths of a pixel: both rows at once in the halves of a number, then down. */
function mix(four: number, position: number): number {
  const across = (position >>> (partBits - 8)) & 255;
  const down = (position >>> (axisBits + partBits - 8)) & 255;
  const even = four & 0xff00ff;
  const both = (even << 8) + Math.imul(((four >>> 8) & 0xff00ff) - even, across);
  const upper = both & 0xffff;
  return ((upper << 8) + ((both >>> 16) - upper) * down + 32768) >> 16;
}
