/**
 * Training digits as other hands might have written them: turned, scaled, sheared, shifted, bent, with another pen, and with
 * the strokes that other countries add. What a digit becomes is decided by seed, epoch and digit alone, so that a run can be
 * repeated, and can go on from any step.
 */

import type { Augmentation } from '../../protocol/recipe.ts';
import { type RandomStream, randomStream } from '../random.ts';
import { addNationalStrokes } from './national-strokes.ts';
import { pixelCount, rowLength } from './sequence.ts';
import { changeStrokeWidth, stretchGreys } from './stroke-width.ts';
import { meshNodes, meshStep, pad, paddedSide, warp } from './warp.ts';

/** Largest change, either way: in degrees, shares and pixels. Near what is usual for MNIST; not tuned. */
const most = { rotation: 14, scale: 0.14, stretch: 0.08, shear: 0.2, shift: 1.8, bend: 1.3 } as const;

/** How often the pen is another one, and how far it goes: see {@link changeStrokeWidth}. */
const pen = { share: 0.5, thinnest: -0.5, thickest: 0.9 } as const;

/** MNIST's digits have their centre of mass here (`centre.ts`). */
const middle = rowLength / 2;

/** One digit after the other goes through these. */
const source = new Uint8Array(paddedSide ** 2);
const withPen = new Uint8Array(paddedSide ** 2);
const mesh = new Float32Array(meshNodes ** 2 * 2);

/**
 * Changes digits in place.
 * @param images one image of 784 bytes after the other
 * @param labels, @param indices of each: its class, and which training digit it is
 * @param count of the training digits
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
    const redrawn = kind === 'international' && addNationalStrokes(image, labels[place], random);
    distort(image, redrawn ? centreOfMass(image) : { x: middle, y: middle }, random);
  }
}

/** @param centre the point of the image that comes to lie in the middle, but for the shift */
function distort(image: Uint8Array, centre: { x: number; y: number }, random: RandomStream): void {
  drawMesh(centre, random);
  pad(image, source);
  const isOtherPen = random.uniform(0, 1) < pen.share;
  if (isOtherPen) changeStrokeWidth(source, random.uniform(pen.thinnest, pen.thickest), withPen);
  warp(isOtherPen ? withPen : source, mesh, image);
  if (isOtherPen) stretchGreys(image);
}

/** Where each node takes its ink from: an affine map, and a random bend at each node. */
function drawMesh(centre: { x: number; y: number }, random: RandomStream): void {
  const around = (range: number) => random.uniform(-range, range);
  const angle = around((most.rotation * Math.PI) / 180);
  const scale = 1 + around(most.scale);
  const stretch = 1 + around(most.stretch);
  const shear = around(most.shear);
  const cos = Math.cos(angle) / scale;
  const sin = Math.sin(angle) / scale;
  const shiftX = centre.x + around(most.shift);
  const shiftY = centre.y + around(most.shift);
  for (let node = 0; node < meshNodes ** 2; node++) {
    const y = (Math.floor(node / meshNodes) * meshStep - middle) / stretch;
    const x = ((node % meshNodes) * meshStep - middle) * stretch + shear * y;
    mesh[2 * node] = shiftX + cos * x - sin * y + around(most.bend);
    mesh[2 * node + 1] = shiftY + sin * x + cos * y + around(most.bend);
  }
}

/** Counted from the middle of pixel 0. */
function centreOfMass(image: Uint8Array): { x: number; y: number } {
  let mass = 0;
  let x = 0;
  let y = 0;
  for (let place = 0; place < pixelCount; place++) {
    const value = image[place];
    mass += value;
    x += value * (place % rowLength);
    y += value * Math.floor(place / rowLength);
  }
  return mass > 0 ? { x: x / mass, y: y / mass } : { x: middle, y: middle };
}
