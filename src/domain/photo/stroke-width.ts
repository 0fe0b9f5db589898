/** Makes the lines of a digit thicker or thinner, interpolating between the digit and its grey dilation or erosion. */

import { blankPaddedImage, grownBox, type PaddedImage, paddedSide } from '../ink/padded-image.ts';
import { pixelCount } from '../sequence.ts';

/** Intermediate result for lines more than a pixel thicker on each side. */
const halfWay = blankPaddedImage();

/**
 * Each pixel goes `amount` of the way to the largest (amount > 0) or smallest (amount < 0) of itself and its four
 * neighbours: lines become up to two pixels thicker or thinner. Beyond 1 it continues to the largest of all eight
 * neighbours, up to four pixels thicker: alternating the two neighbourhoods grows an octagon.
 * @param amount −1 to 2
 * @param target written
 */
export function changeStrokeWidth(source: PaddedImage, amount: number, target: PaddedImage): void {
  if (amount < 0) {
    thin(source, -amount, target);
  } else if (amount <= 1) {
    thicken(source, amount, target, 4);
  } else {
    thicken(source, 1, halfWay, 4);
    thicken(halfWay, amount - 1, target, 8);
  }
}

function thicken(source: PaddedImage, amount: number, target: PaddedImage, neighbours: 4 | 8): void {
  const part = Math.round(amount * 256);
  const isSquare = neighbours === 8;
  const from = source.pixels;
  target.box = grownBox(source.box);
  target.pixels.fill(0);
  const { firstRow, lastRow, firstColumn, lastColumn } = target.box;
  for (let row = firstRow; row <= lastRow; row++) {
    let at = row * paddedSide + firstColumn;
    // Outside the box everything is blank.
    let left = 0;
    let own = from[at];
    let column = larger(larger(from[at - paddedSide], own), from[at + paddedSide]);
    for (const end = row * paddedSide + lastColumn; at <= end; at++) {
      const right = from[at + 1];
      const nextColumn = larger(larger(from[at + 1 - paddedSide], right), from[at + 1 + paddedSide]);
      const largest = larger(larger(left, column), isSquare ? nextColumn : right);
      target.pixels[at] = own + (((largest - own) * part) >> 8);
      left = isSquare ? column : own;
      own = right;
      column = nextColumn;
    }
  }
}

function thin(source: PaddedImage, amount: number, target: PaddedImage): void {
  const part = Math.round(amount * 256);
  const from = source.pixels;
  target.box = source.box;
  target.pixels.fill(0);
  const { firstRow, lastRow, firstColumn, lastColumn } = target.box;
  for (let row = firstRow; row <= lastRow; row++) {
    let at = row * paddedSide + firstColumn;
    let left = 0;
    let own = from[at];
    for (const end = row * paddedSide + lastColumn; at <= end; at++) {
      const right = from[at + 1];
      const smallest = smaller(
        smaller(smaller(left, own), right),
        smaller(from[at - paddedSide], from[at + paddedSide]),
      );
      target.pixels[at] = own + (((smallest - own) * part) >> 8);
      left = own;
      own = right;
    }
  }
}

/** For two bytes. Math.max branches unpredictably: this takes half the time. */
function larger(a: number, b: number): number {
  return a - ((a - b) & ((a - b) >> 31));
}

function smaller(a: number, b: number): number {
  return b + ((a - b) & ((a - b) >> 31));
}

/**
 * Stretches the greys in place until the brightest is 255, as in MNIST (`centre.ts`).
 * @param image [28 × 28] bytes
 */
export function stretchGreys(image: Uint8Array): void {
  let brightest = 0;
  for (let place = 0; place < pixelCount; place++) {
    if (image[place] <= brightest) continue;
    brightest = image[place];
    if (brightest === 255) return;
  }
  if (brightest === 0) return;
  const stretch = 255 / brightest;
  for (let place = 0; place < pixelCount; place++) if (image[place] !== 0) image[place] = image[place] * stretch + 0.5;
}
