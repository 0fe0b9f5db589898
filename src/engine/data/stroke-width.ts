/** Makes the lines of a digit thicker or thinner, in shades between a digit and its grey dilation or erosion. */

import { pixelCount, rowLength, rows } from './sequence.ts';
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
  const first = Math.max(1, firstInkedRow(source) - 1);
  const last = Math.min(rows, lastInkedRow(source) + 1);
  blankBeside(target, first, last);
  for (let row = first; row <= last; row++) {
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
  const first = firstInkedRow(source);
  const last = lastInkedRow(source);
  blankBeside(target, first, last);
  for (let row = first; row <= last; row++) {
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

/** One after the last row where there is no ink. */
function firstInkedRow(padded: Uint8Array): number {
  let at = 0;
  while (at < padded.length && padded[at] === 0) at++;
  return Math.floor(at / paddedSide);
}

/** −1 where there is no ink. */
function lastInkedRow(padded: Uint8Array): number {
  let at = padded.length - 1;
  while (at >= 0 && padded[at] === 0) at--;
  return Math.floor(at / paddedSide);
}

/** Takes away what an earlier digit has left in the rows that this one does not reach. */
function blankBeside(target: Uint8Array, first: number, last: number): void {
  target.fill(0, 0, first * paddedSide);
  target.fill(0, (last + 1) * paddedSide);
}

/**
 * Stretches the greys in place until the brightest is 255, as MNIST's are (`centre.ts`).
 * @param image [28 × 28] bytes
 */
export function stretchGreys(image: Uint8Array): void {
  let brightest = 0;
  for (let place = 0; place < pixelCount; place++) brightest = Math.max(brightest, image[place]);
  if (brightest === 0 || brightest === 255) return;
  const stretch = 255 / brightest;
  for (let place = 0; place < pixelCount; place++) image[place] = image[place] * stretch + 0.5;
}
