/**
 * MNIST's writers are American. Elsewhere people cross their sevens and give them a tick, write ones with a flag and a
 * foot, end nines in a flat tail, and stop fours just below the bar. These synthetic strokes are drawn onto MNIST's
 * digits, placed by their existing ink.
 */

import type { RandomStream } from '../../domain/random.ts';
import { type Ink, paintStroke } from '../../domain/ink/ink.ts';
import { rowLength, rows } from '../../domain/sequence.ts';

/** Pixels from this byte on belong to a line. */
const inked = 96;

/** Probability of each stroke. */
const shares = { bar: 0.35, tick: 0.2, flag: 0.4, foot: 0.35, tail: 0.2, shortStem: 0.25 } as const;

type Point = { readonly x: number; readonly y: number };

/**
 * Draws on an image in place. Only some 1s, 4s, 7s and 9s change.
 * @param image [28 × 28] bytes
 * @returns whether a stroke was added or shortened
 */
export function addNationalStrokes(image: Uint8Array, label: number, random: RandomStream): boolean {
  if (label === 4) return shortenStem(image, random);
  const strokes = label === 1 ? onesStrokes : label === 7 ? sevensStrokes : label === 9 ? ninesStrokes : null;
  const extent = strokes && verticalExtent(image);
  if (!extent) return false;
  const ink: Ink = { width: rowLength, height: rows, coverage: image };
  const width = random.uniform(1.6, 3.2);
  const drawn = strokes(image, extent, random);
  for (const [from, to] of drawn) {
    paintStroke(ink, {
      erases: false,
      points: [
        { ...from, width },
        { ...to, width },
      ],
    });
  }
  return drawn.length > 0;
}

type Extent = { readonly top: number; readonly bottom: number };
type Line = readonly [from: Point, to: Point];

/** A flag from the top down to the left, and a foot across the bottom. */
function onesStrokes(image: Uint8Array, { top, bottom }: Extent, random: RandomStream): Line[] {
  const lines: Line[] = [];
  const height = bottom - top;
  if (random.uniform(0, 1) < shares.flag) {
    const x = middleOfRow(image, top + 1);
    const reach = random.uniform(0.15, 0.5) * height;
    lines.push([
      { x, y: top + 1 },
      { x: x - reach, y: top + 1 + reach * random.uniform(0.4, 1.5) },
    ]);
  }
  if (random.uniform(0, 1) < shares.foot) {
    const x = middleOfRow(image, bottom - 1);
    const y = bottom - 0.5;
    lines.push(slanted({ x, y }, random.uniform(0.15, 0.32) * height, random.uniform(-0.12, 0.12)));
  }
  return lines;
}

/** A bar across the stem, and a tick down from the left end of the top. */
function sevensStrokes(image: Uint8Array, { top, bottom }: Extent, random: RandomStream): Line[] {
  const lines: Line[] = [];
  const height = bottom - top;
  if (random.uniform(0, 1) < shares.bar) {
    const y = top + random.uniform(0.42, 0.62) * height;
    const x = middleOfRow(image, Math.round(y));
    lines.push(slanted({ x, y }, random.uniform(0.14, 0.28) * height, random.uniform(-0.4, 0.25)));
  }
  if (random.uniform(0, 1) < shares.tick) {
    const from = leftEnd(image, top, top + 0.3 * height);
    const length = random.uniform(0.12, 0.28) * height;
    lines.push([from, { x: from.x + random.uniform(-0.4, 0.3) * length, y: from.y + length }]);
  }
  return lines;
}

/** A tail that runs flat to the left from the bottom. */
function ninesStrokes(image: Uint8Array, { bottom }: Extent, random: RandomStream): Line[] {
  if (random.uniform(0, 1) >= shares.tail) return [];
  const x = middleOfRow(image, bottom - 1);
  const length = random.uniform(4, 9);
  return [
    [
      { x, y: bottom - 0.5 },
      { x: x - length, y: bottom - 0.5 + random.uniform(-0.25, 0.1) * length },
    ],
  ];
}

/** Removes the lower end of a four's stem. */
function shortenStem(image: Uint8Array, random: RandomStream): boolean {
  const extent = verticalExtent(image);
  if (!extent || random.uniform(0, 1) >= shares.shortStem) return false;
  const { top, bottom } = extent;
  image.fill(0, Math.round(bottom - random.uniform(0.08, 0.24) * (bottom - top)) * rowLength);
  return true;
}

function slanted({ x, y }: Point, halfLength: number, slope: number): Line {
  return [
    { x: x - halfLength, y: y - halfLength * slope },
    { x: x + halfLength, y: y + halfLength * slope },
  ];
}

/** The first inked row, and the one after the last; null for a blank image. */
function verticalExtent(image: Uint8Array): Extent | null {
  let first = 0;
  while (first < image.length && image[first] < inked) first++;
  if (first === image.length) return null;
  let last = image.length - 1;
  while (image[last] < inked) last--;
  return { top: Math.floor(first / rowLength), bottom: Math.floor(last / rowLength) + 1 };
}

/** Mean x of a row's ink in raster units; the image's middle for a blank row. */
function middleOfRow(image: Uint8Array, row: number): number {
  let sum = 0;
  let count = 0;
  for (let column = 0; column < rowLength; column++) {
    if (image[row * rowLength + column] < inked) continue;
    sum += column + 0.5;
    count++;
  }
  return count > 0 ? sum / count : rowLength / 2;
}

/** The leftmost ink between two rows. */
function leftEnd(image: Uint8Array, top: number, bottom: number): Point {
  for (let column = 0; column < rowLength; column++) {
    for (let row = top; row < bottom; row++) {
      if (image[row * rowLength + column] >= inked) return { x: column + 1, y: row + 0.5 };
    }
  }
  return { x: rowLength / 2, y: top };
}
