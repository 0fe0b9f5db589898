/** Makes the lines of a digit thicker or thinner, in shades between a digit and its grey dilation or erosion. */

import { rowLength, rows } from './sequence.ts';
import { paddedSide } from './warp.ts';

/** Half-way to a line that is more than a pixel thicker on each side. */
const halfWay = new Uint8Array(paddedSide ** 2);

/**
 * Each pixel goes `amount` of the way to the largest (amount > 0) or smallest (amount < 0) of itself and its four neighbours:
 * lines become up to two pixels thicker or thinner. Beyond 1 it goes on from there to the largest of all eight neighbours, up to
 * four pixels thicker: by turns, the two neighbourhoods grow an octagon.
 * @param source [30 × 30] bytes with a blank edge
 * @param amount −1 to 2
 * @param target as the source, written; its edge stays as it is
 */
export function changeStrokeWidth(source: Uint8Array, amount: number, target: Uint8Array): void {
  if (amount < 0) {
    thin(source, -amount, target);
  } else if (amount <= 1) {
    thicken(source, amount, target, 4);
  } else {
    thicken(source, 1, halfWay, 4);
    thicken(halfWay, amount - 1, target, 8);
  }
}

function thicken(source: Uint8Array, amount: number, target: Uint8Array, neighbours: 4 | 8): void {
  const part = Math.round(amount * 256);
  const isSquare = neighbours === 8;
  for (let row = 1; row <= rows; row++) {
    let at = row * paddedSide + 1;
    // Beside the left edge all is blank.
    let left = 0;
    let own = source[at];
    let column = Math.max(source[at - paddedSide], own, source[at + paddedSide]);
    for (const end = at + rowLength; at < end; at++) {
      const right = source[at + 1];
      const nextColumn = Math.max(source[at + 1 - paddedSide], right, source[at + 1 + paddedSide]);
      const largest = isSquare ? Math.max(left, column, nextColumn) : Math.max(left, column, right);
      target[at] = own + (((largest - own) * part) >> 8);
      left = isSquare ? column : own;
      own = right;
      column = nextColumn;
    }
  }
}

function thin(source: Uint8Array, amount: number, target: Uint8Array): void {
  const part = Math.round(amount * 256);
  for (let row = 1; row <= rows; row++) {
    let at = row * paddedSide + 1;
    let left = 0;
    let own = source[at];
    for (const end = at + rowLength; at < end; at++) {
      const right = source[at + 1];
      const smallest = Math.min(left, own, right, source[at - paddedSide], source[at + paddedSide]);
      target[at] = own + (((smallest - own) * part) >> 8);
      left = own;
      own = right;
    }
  }
}

/** Stretches the greys in place until the brightest is 255, as MNIST's are (`centre.ts`). */
export function stretchGreys(image: Uint8Array): void {
  let brightest = 0;
  for (const value of image) if (value > brightest) brightest = value;
  if (brightest === 0 || brightest === 255) return;
  const stretch = 255 / brightest;
  for (let place = 0; place < image.length; place++) image[place] = image[place] * stretch + 0.5;
}
