/** Saliency as it is shown: beside the lines of the score, and summed over each step. */

import { planReading, stepsOf } from '../../../../domain/recipe/reading.ts';
import type { ReadingOrder } from '../../../../domain/recipe/recipe.ts';

/** [784] rearranged so that what was read at a step is on that step's line. */
export function saliencyAsRead(saliency: Float32Array, order: ReadingOrder): Float32Array {
  return Float32Array.from(planReading({ order, window: 0 }).order, (pixel) => saliency[pixel]);
}

/** [steps] the sum over the pixels of each step. */
export function saliencyOfSteps(saliency: Float32Array, order: ReadingOrder): Float32Array {
  const { steps, stepLength } = stepsOf(order);
  const read = saliencyAsRead(saliency, order);
  return Float32Array.from({ length: steps }, (_, step) =>
    read.subarray(step * stepLength, (step + 1) * stepLength).reduce((sum, value) => sum + value, 0),
  );
}

/** The largest magnitude, which gets the last colour; 1 where all is 0. */
export function saliencyRange(values: Float32Array): number {
  return values.reduce((found, value) => Math.max(found, Math.abs(value)), 0) || 1;
}
