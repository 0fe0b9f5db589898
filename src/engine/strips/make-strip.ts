/**
 * Strips made from single digits, as if written one after another: from apart to overlapping by a few pixels, higher or
 * lower, slanted and sized. For training they are also distorted as in the Lab (`../augment`), which slants and sizes each
 * in its own way; for tests all digits of a strip lean alike. The same seed and index make the same strip.
 */

import { type DigitSet, gatherImages, gatherLabels } from '../../domain/digit-set.ts';
import { limits } from '../../domain/limits/limits.ts';
import { type RandomStream, randomStream } from '../../domain/random.ts';
import { blankPaddedImage, pad } from '../../domain/ink/padded-image.ts';
import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';
import type { Strip } from '../../domain/strips/strip.ts';
import { augment } from '../augment/augment.ts';
import { meshNodes, meshStep, warp } from '../augment/warp.ts';

/** In pixels: between the ink of neighbours, of a digit up or down, and blank at either side. */
const ranges = { gap: [-3, 8], lift: [-3, 3], margin: [2, 10] } as const;

/** Largest change of a test strip in either direction, as ratios: pixels across per pixel up, and size. */
const leaning = { slant: 0.18, size: 0.12 } as const;

/** What strips are made for. */
export type StripUse = 'training' | 'test';

const middle = rowLength / 2;

/** Reused for every digit. */
const source = blankPaddedImage();
const mesh = new Float32Array(meshNodes ** 2 * 2);

/** Columns that have ink; none: an empty range. */
type Ink = { readonly left: number; readonly width: number };

/**
 * @param digits to choose from; others for training than for tests
 * @param length how many, 1 to {@link limits.maxStripDigits}
 */
export function makeStrip(digits: DigitSet, use: StripUse, length: number, seed: number, index: number): Strip {
  const random = randomStream(seed, 'strips', index);
  const chosen = Uint32Array.from({ length }, () => random.integer(digits.count));
  const labels = gatherLabels(digits, chosen);
  const images = gatherImages(digits, chosen);
  if (use === 'test') lean(images, random);
  else augment(images, labels, chosen, { kind: 'standard', seed, epoch: index, count: digits.count });
  const inks = Array.from(labels, (_, place) => inkOf(images, place));
  const places = place(inks, random);
  const { width } = places;
  const pixels = new Uint8Array(rows * width);
  inks.forEach(({ left, width: columns }, index) => {
    const lift = whole(random, ranges.lift);
    for (let row = Math.max(0, lift); row < Math.min(rows, rows + lift); row++) {
      const from = index * pixelCount + (row - lift) * rowLength + left;
      const to = row * width + places.lefts[index];
      for (let column = 0; column < columns; column++) {
        pixels[to + column] = Math.max(pixels[to + column], images[from + column]);
      }
    }
  });
  return { pixels, width, labels };
}

/** Slants and sizes all images alike, in place. */
function lean(images: Uint8Array, random: RandomStream): void {
  const slant = random.uniform(-leaning.slant, leaning.slant);
  const size = 1 + random.uniform(-leaning.size, leaning.size);
  for (let node = 0; node < meshNodes ** 2; node++) {
    const y = (Math.floor(node / meshNodes) * meshStep - middle) / size;
    mesh[2 * node] = middle + ((node % meshNodes) * meshStep - middle) / size + slant * y;
    mesh[2 * node + 1] = middle + y;
  }
  for (let at = 0; at < images.length; at += pixelCount) {
    const image = images.subarray(at, at + pixelCount);
    pad(image, source);
    warp(source, mesh, image);
  }
}

/** Where each digit's ink begins, and the width of all. */
function place(inks: readonly Ink[], random: RandomStream): { lefts: number[]; width: number } {
  let [before, after] = [whole(random, ranges.margin), whole(random, ranges.margin)];
  const gaps = inks.map((_, index) => (index === 0 ? 0 : whole(random, ranges.gap)));
  const sum = inks.reduce((total, { width }) => total + width, 0);
  // The widest of six digits have less room between them than they would take.
  const widest = () => before + after + sum + gaps.reduce((total, gap) => total + gap, 0);
  while (widest() > limits.maxStripColumns) {
    if (before + after > 0) before = after = 0;
    else gaps.forEach((gap, index) => (gaps[index] = index === 0 ? 0 : gap - 1));
  }
  let at = before;
  const lefts = inks.map(({ width }, index) => {
    at += gaps[index];
    const left = at;
    at += width;
    return left;
  });
  return { lefts, width: at + after };
}

function inkOf(images: Uint8Array, place: number): Ink {
  let [left, right] = [rowLength, -1];
  for (let at = 0; at < pixelCount; at++) {
    if (images[place * pixelCount + at] === 0) continue;
    left = Math.min(left, at % rowLength);
    right = Math.max(right, at % rowLength);
  }
  return { left: Math.min(left, right + 1), width: Math.max(0, right - left + 1) };
}

/** A whole number of a range, both ends included. */
function whole(random: RandomStream, [least, most]: readonly [number, number]): number {
  return least + random.integer(most - least + 1);
}
