/** A network's options beyond its shape, and checks that they fit. */

import type { AnyPlan } from '../threads/any-work.ts';
import type { Batch } from './fill.ts';
import type { LossPlace, MemoryPlan } from './memory-plan.ts';
import type { NetworkShape } from './shape.ts';

export type KernelNetworkOptions = {
  /**
   * How images are read: each has imageBytes bytes, and input i of step t is byte order[t · inputSize + i]. The order has
   * steps × inputSize entries below imageBytes. By default images have that length and are read in memory order.
   */
  readonly reading?: { readonly imageBytes: number; readonly order: Uint16Array };
  /**
   * Where the class loss is taken: after the last step; after every step, as their mean; or after each sample's own step,
   * the batch's `lastSteps`.
   */
  readonly lossAt?: 'last' | 'every' | 'given';
  /**
   * `nextStep` (inputSize = classes): the logits after step t are those of Bernoulli probabilities for the inputs of step
   * t + 1. The loss is their binary cross-entropy against inputs from 0 to 1, summed over inputs and steps; no answers.
   */
  readonly objective?: 'classes' | 'nextStep';
};

/** @throws RangeError if `classes` differs from `inputSize` in next-step prediction */
export function placeOfLoss({ inputSize, classes }: NetworkShape, options: KernelNetworkOptions): LossPlace {
  const { lossAt = 'last', objective = 'classes' } = options;
  if (objective === 'classes') return lossAt;
  if (inputSize !== classes) throw new RangeError('Next-step prediction needs as many classes as inputs.');
  return 'nextStep';
}

/** @throws RangeError if the reading order has the wrong length or goes beyond the image */
export function requireReading(
  { steps, inputSize }: Pick<NetworkShape, 'steps' | 'inputSize'>,
  reading: KernelNetworkOptions['reading'],
): void {
  if (!reading) return;
  const { imageBytes, order } = reading;
  if (order.length !== steps * inputSize) {
    throw new RangeError(`A reading order of ${order.length} entries does not fit ${steps} steps of ${inputSize}.`);
  }
  if (order.some((at) => at >= imageBytes))
    throw new RangeError(`The reading order goes beyond the ${imageBytes} bytes of an image.`);
}

/** @throws RangeError if a batch does not fit */
export function requireBatch({ batchSize, imageBytes }: AnyPlan, { images }: Batch): void {
  const count = images.length / imageBytes;
  if (count > batchSize || !Number.isInteger(count)) {
    throw new RangeError(`${count} images do not fit into a batch of at most ${batchSize}.`);
  }
}

/** @throws RangeError if the loss is taken at a given step per sample, but the batch does not provide valid ones */
export function requireLastSteps({ loss, shape, imageBytes }: MemoryPlan, { images, lastSteps }: Batch): void {
  if (loss !== 'given') return;
  if (lastSteps?.length !== images.length / imageBytes || lastSteps.some((step) => step >= shape.steps)) {
    throw new RangeError(`A batch must give the loss step of each image, below ${shape.steps}.`);
  }
}

/** @throws RangeError if a copy of weights is from a network of another size */
export function requireSameSize(bank: Float32Array, copy: Float32Array): void {
  if (copy.length !== bank.length) {
    throw new RangeError(`${copy.length} weights do not fit a network that holds ${bank.length}.`);
  }
}
