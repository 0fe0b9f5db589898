/**
 * Training digits as other hands might have written them: rotated, scaled, sheared, shifted, bent, with another pen,
 * and with strokes used in other countries. The result depends on seed, epoch and digit alone, so that a run is
 * repeatable and can resume from any step.
 */

import type { Augmentation } from '../../domain/recipe/recipe.ts';
import { type RandomStream, randomStream } from '../../domain/random.ts';
import { addNationalStrokes } from './national-strokes.ts';
import { digitClasses } from '../../domain/recipe/network-fields.ts';
import { writeDigit } from './written/write-digit.ts';
import { boxSide } from '../../domain/ink/centre.ts';
import { blankPaddedImage, pad } from '../../domain/ink/padded-image.ts';
import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';
import { changeStrokeWidth, stretchGreys } from '../../domain/photo/stroke-width.ts';
import { meshNodes, meshStep, warp } from './warp.ts';

/** Largest change in either direction: degrees, ratios and pixels. */
const most = { rotation: 14, scale: 0.14, stretch: 0.14, shear: 0.2, shift: 1.8, bend: 1.3 } as const;

/** How often the pen changes, and how far: see {@link changeStrokeWidth}. Lines are 2.5 pixels thick (`ink.ts`). */
const pen = { share: 0.5, thinnest: -0.6, thickest: 1.6 } as const;

/** Share of the digits that a program writes, in styles that MNIST lacks. */
const writtenShare = 0.12;

/** MNIST's digits have their centre of mass here (`centre.ts`). */
const middle = rowLength / 2;

/** Reused for every digit. */
const source = blankPaddedImage();
const withPen = blankPaddedImage();
const mesh = new Float32Array(meshNodes ** 2 * 2);

/**
 * Augments digits in place.
 * @param images consecutive images of 784 bytes
 * @param labels,
 * @param indices class and training-set index of each image
 * @param count number of training digits
 */
export function augment(
  images: Uint8Array,
  labels: Uint8Array,
  indices: Uint32Array,
  { kind, seed, epoch, count }: { kind: Augmentation; seed: number; epoch: number; count: number },
): void {
  if (kind === 'none') return;
  for (let place = 0; place < indices.length; place++) {
    const random = randomStream(seed, 'augmentation', epoch * count + indices[place]);
    const image = images.subarray(place * pixelCount, (place + 1) * pixelCount);
    const redrawn = kind === 'international' && redraw(image, labels[place], random);
    distort(image, redrawn ? placeOf(image) : usualPlace, random);
  }
}

/** @returns whether the digit was written anew, or got other strokes: it may then be elsewhere, and of another size */
function redraw(image: Uint8Array, label: number, random: RandomStream): boolean {
  if (label >= digitClasses || random.uniform(0, 1) >= writtenShare) return addNationalStrokes(image, label, random);
  writeDigit(image, label, random);
  return true;
}

/** Where a digit is, and how large. */
type Place = {
  /** Its centre of mass, counted from the middle of pixel 0. */
  readonly x: number;
  readonly y: number;
  /** Longer side of the box around its ink, in pixels. */
  readonly side: number;
};

/** Where MNIST's digits are, and where drawings are moved to (`centre.ts`). */
const usualPlace: Place = { x: middle, y: middle, side: boxSide };

/** @param place moved to the usual place, apart from the random shift and scale */
function distort(image: Uint8Array, place: Place, random: RandomStream): void {
  const thicker = random.uniform(0, 1) < pen.share ? random.uniform(pen.thinnest, pen.thickest) : 0;
  drawMesh({ ...place, side: place.side + 2 * thicker }, random);
  pad(image, source);
  if (thicker !== 0) changeStrokeWidth(source, thicker, withPen);
  warp(thicker !== 0 ? withPen : source, mesh, image);
  if (thicker !== 0) stretchGreys(image);
}

/** Where each node takes its ink from: an affine map plus a random bend per node. */
function drawMesh(place: Place, random: RandomStream): void {
  const around = (range: number) => random.uniform(-range, range);
  const angle = around((most.rotation * Math.PI) / 180);
  const scale = (1 + around(most.scale)) * (boxSide / place.side);
  const stretch = 1 + around(most.stretch);
  const shear = around(most.shear);
  const cos = Math.cos(angle) / scale;
  const sin = Math.sin(angle) / scale;
  const shiftX = place.x + around(most.shift);
  const shiftY = place.y + around(most.shift);
  for (let node = 0; node < meshNodes ** 2; node++) {
    const y = (Math.floor(node / meshNodes) * meshStep - middle) / stretch;
    const x = ((node % meshNodes) * meshStep - middle) * stretch + shear * y;
    mesh[2 * node] = shiftX + cos * x - sin * y + around(most.bend);
    mesh[2 * node + 1] = shiftY + sin * x + cos * y + around(most.bend);
  }
}

function placeOf(image: Uint8Array): Place {
  let [mass, x, y] = [0, 0, 0];
  let [left, right, top, bottom] = [rowLength, 0, rows, 0];
  for (let row = 0, at = 0; row < rows; row++) {
    for (let column = 0; column < rowLength; column++, at++) {
      const value = image[at];
      if (value === 0) continue;
      mass += value;
      x += value * column;
      y += value * row;
      if (column < left) left = column;
      if (column > right) right = column;
      if (row < top) top = row;
      bottom = row;
    }
  }
  return { x: x / mass, y: y / mass, side: Math.max(right - left, bottom - top) + 1 };
}
