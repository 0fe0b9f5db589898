/** In which order an image's pixels are read, and how many per step. Pure; the screen uses it too. */

import { pixelCount, rowLength, rows } from '../sequence.ts';

/** The row that `shuffledRows` reads at each step: drawn at random once, for all runs. */
export const shuffledRows: readonly number[] = [
  22, 13, 18, 25, 19, 10, 20, 26, 5, 23, 15, 7, 17, 24, 2, 11, 3, 21, 27, 14, 1, 9, 6, 0, 4, 8, 16, 12,
];

/** The orders of the 784 pixels; described in `network-fields.ts`. */
export const readingOrders = ['rowsDown', 'rowsUp', 'columns', 'shuffledRows', 'rowPairs', 'pixels'] as const;

export type ReadingOrder = (typeof readingOrders)[number];

/** How an image becomes a sequence. */
export type Reading = {
  readonly order: ReadingOrder;
  /** The memory window τ: only the last τ steps are read, from a zero state. 0: all. */
  readonly window: number;
};

export type ReadingPlan = {
  /** Steps of the whole image. */
  readonly steps: number;
  /** The first step read: 0 without a memory window. */
  readonly firstStep: number;
  /** Pixels per step. */
  readonly stepLength: number;
  /** [(steps − firstStep) × stepLength] the pixel index of each read, row-major. */
  readonly order: Uint16Array;
};

/** Number of steps of an image and pixels per step, in an order. */
export function stepsOf(order: ReadingOrder): { steps: number; stepLength: number } {
  const steps = order === 'pixels' ? pixelCount : order === 'rowPairs' ? rows / 2 : rows;
  return { steps, stepLength: pixelCount / steps };
}

/** Orders with as many steps: the same network can read an image in any of them. */
export function ordersLike(order: ReadingOrder): ReadingOrder[] {
  return readingOrders.filter((other) => stepsOf(other).steps === stepsOf(order).steps);
}

/** Number of steps that a network with this reading takes. */
export function stepsRead({ order, window }: Reading): number {
  const { steps } = stepsOf(order);
  return window === 0 ? steps : Math.min(window, steps);
}

/** Computes which pixels are read at each step. */
export function planReading(reading: Reading): ReadingPlan {
  const { steps, stepLength } = stepsOf(reading.order);
  const firstStep = steps - stepsRead(reading);
  const pixelAt = pixelIn[reading.order];
  const order = Uint16Array.from({ length: pixelCount }, (_, place) =>
    pixelAt(Math.floor(place / stepLength), place % stepLength),
  );
  return { steps, firstStep, stepLength, order: order.subarray(firstStep * stepLength) };
}

const pixelIn: Record<ReadingOrder, (step: number, index: number) => number> = {
  rowsDown: (step, index) => step * rowLength + index,
  rowsUp: (step, index) => (rows - 1 - step) * rowLength + index,
  columns: (step, index) => index * rowLength + step,
  shuffledRows: (step, index) => shuffledRows[step] * rowLength + index,
  rowPairs: (step, index) => step * 2 * rowLength + index,
  pixels: (step) => step,
};

/**
 * The image that, read in `own` order, gives a network the same sequence as the given image in the `other` order.
 * @param images consecutive images of 784 bytes
 * @param other an order with as many steps
 */
export function rereadAs(images: Uint8Array, own: ReadingOrder, other: ReadingOrder): Uint8Array {
  if (own === other) return images;
  const to = planReading({ order: own, window: 0 }).order;
  const from = planReading({ order: other, window: 0 }).order;
  const reread = new Uint8Array(images.length);
  for (let image = 0; image < images.length; image += pixelCount) {
    for (let place = 0; place < pixelCount; place++) reread[image + to[place]] = images[image + from[place]];
  }
  return reread;
}
