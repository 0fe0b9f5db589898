/**
 * Ink → 28×28 pixels the way MNIST was made, so that a drawn digit looks to the network like its training data. Keeps
 * every stage for display. Independent of the ink's origin (pen strokes, an image file).
 *
 * Source: Y. LeCun, C. Cortes, C. Burges, http://yann.lecun.com/exdb/mnist: the original black and white images "were
 * size normalized to fit in a 20x20 pixel box while preserving their aspect ratio. The resulting images contain grey
 * levels as a result of the anti-aliasing technique used by the normalization algorithm. The images were centered in a
 * 28x28 image by computing the center of mass of the pixels, and translating the image so as to position this point at
 * the center of the 28x28 field."
 */

import type { Ink } from './ink.ts';
import { resample } from './resample.ts';

/** Side of a digit's picture, and of the box it is scaled to. */
export const digitSide = 28;
export const boxSide = 20;

/** The stages from ink to pixels. */
export type CentredDigit = {
  /** The smallest rectangle around all ink, in ink pixels. */
  readonly crop: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** The crop scaled so that its longer side is 20; [height × width] bytes, 255 full ink. */
  readonly box: { readonly width: number; readonly height: number; readonly pixels: Uint8Array };
  /** In box pixels, counted from the middle of pixel 0. */
  readonly centreOfMass: { readonly x: number; readonly y: number };
  /** Position of the box's pixel (0, 0) in the 28×28 picture; whole pixels. */
  readonly shift: { readonly x: number; readonly y: number };
  /** [28 × 28] bytes, 0 background to 255 full ink. */
  readonly pixels: Uint8Array;
};

/** Runs all stages; null without ink. */
export function centreDigit(ink: Ink): CentredDigit | null {
  const crop = inkBounds(ink);
  if (!crop) return null;
  const box = scaleToBox(ink, crop, Math.max(crop.width, crop.height) / boxSide);
  const centreOfMass = massCentre(box);
  const shift = { x: shiftToCentre(centreOfMass.x), y: shiftToCentre(centreOfMass.y) };
  return { crop, box, centreOfMass, shift, pixels: place(box, shift) };
}

/** The smallest rectangle around all ink; null without ink. */
export function inkBounds({ width, height, coverage }: Ink): CentredDigit['crop'] | null {
  let left = width;
  let right = -1;
  let top = height;
  let bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (coverage[y * width + x] === 0) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  return right < 0 ? null : { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Stretches greys until the brightest is 255, as in MNIST: the brightest pixel of each of its 60,000 training digits is
 * 254 or 255. Affects only lines so thin that no box pixel is full of ink.
 *
 * @param scale ink pixels per pixel of the box
 */
export function scaleToBox(ink: Ink, crop: CentredDigit['crop'], scale: number): CentredDigit['box'] {
  const bounds = { left: crop.x, top: crop.y, right: crop.x + crop.width, bottom: crop.y + crop.height };
  const { width, height, means } = resample({ width: ink.width, values: ink.coverage }, bounds, scale);
  const stretch = 255 / means.reduce((brightest, value) => Math.max(brightest, value), 0);
  return { width, height, pixels: Uint8Array.from(means, (value) => Math.round(value * stretch)) };
}

/** In box pixels, counted from the middle of pixel 0. */
export function massCentre({ width, height, pixels }: CentredDigit['box']): CentredDigit['centreOfMass'] {
  let mass = 0;
  let x = 0;
  let y = 0;
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const value = pixels[row * width + column];
      mass += value;
      x += value * column;
      y += value * row;
    }
  }
  return { x: x / mass, y: y / mass };
}

/**
 * The whole number of pixels that moves the centre of mass into [13.5, 14.5).
 *
 * MNIST itself shows this rule: counted from the middle of pixel 0, the centres of mass of the 60,000 training digits
 * are uniformly distributed over 13.5 … 14.5 on both axes (mean 14.0, standard deviation 0.29 = 1/√12, minimum 13.48,
 * maximum 14.50). So the digits were moved by whole pixels, and the centre is the middle of pixel 14. Ink moved over
 * the edge was cut: the 13 digits that are 19 instead of 20 large all touch the edge.
 */
export function shiftToCentre(centre: number): number {
  return Math.ceil(digitSide / 2 - 0.5 - centre);
}

function place(box: CentredDigit['box'], shift: CentredDigit['shift']): Uint8Array {
  const pixels = new Uint8Array(digitSide * digitSide);
  for (let row = 0; row < box.height; row++) {
    const y = row + shift.y;
    if (y < 0 || y >= digitSide) continue;
    for (let column = 0; column < box.width; column++) {
      const x = column + shift.x;
      if (x < 0 || x >= digitSide) continue;
      pixels[y * digitSide + x] = box.pixels[row * box.width + column];
    }
  }
  return pixels;
}
