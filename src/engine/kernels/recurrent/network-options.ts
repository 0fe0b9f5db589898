/** What a network can be told beyond its shape, and what does not fit. */

import type { AnyPlan } from '../threads/any-work.ts';
import type { Batch } from './fill.ts';
import type { LossPlace, MemoryPlan } from './memory-plan.ts';
import type { NetworkShape } from './shape.ts';

export type KernelNetworkOptions = {
  /**
   * How images are read: each is imageBytes long, and input i of step t is its byte order[t · inputSize + i]. The order has
   * steps × inputSize entries below imageBytes. By default images are that long and read as they lie.
   */
  readonly reading?: { readonly imageBytes: number; readonly order: Uint16Array };
  /**
   * Where the loss is taken, of classes: after the last step; after every step, as their mean; or after `lastSteps` of a batch,
   * each sample's own.
   */
  readonly lossAt?: 'last' | 'every' | 'given';
  /**
   * `nextStep` (inputSize = classes): logits after step t are logits of Bernoulli probabilities of the inputs of step t + 1.
   * The loss is their binary cross-entropy against inputs from 0 to 1, summed over inputs and steps; there are no answers.
   */
  readonly objective?: 'classes' | 'nextStep';
};

/** @throws RangeError where what is predicted has not the size of the inputs */
export function placeOfLoss({ inputSize, classes }: NetworkShape, options: KernelNetworkOptions): LossPlace {
  const { lossAt = 'last', objective = 'classes' } = options;
  if (objective === 'classes') return lossAt;
  if (inputSize !== classes) throw new RangeError('What is predicted has the size of the inputs.');
  return 'nextStep';
}

/** @throws RangeError where the reading order is too long, too short, or leaves the image */
export function requireReading(
  { steps, inputSize }: Pick<NetworkShape, 'steps' | 'inputSize'>,
  reading: KernelNetworkOptions['reading'],
): void {
  if (!reading) return;
  const { imageBytes, order } = reading;
  if (order.length !== steps * inputSize) {
    throw new RangeError(`A reading order of ${order.length} does not fit ${steps} steps of ${inputSize}.`);
  }
  if (order.some((at) => at >= imageBytes)) throw new RangeError(`The reading order leaves ${imageBytes} bytes.`);
}

/** @throws RangeError where a batch does not fit */
export function requireBatch({ batchSize, imageBytes }: AnyPlan, { images }: Batch): void {
  const count = images.length / imageBytes;
  if (count > batchSize || !Number.isInteger(count)) {
    throw new RangeError(`${count} images do not fit into a batch of at most ${batchSize}.`);
  }
}

/** @throws RangeError where each sample's loss has a step of its own, and the batch does not say which */
export function requireLastSteps({ loss, shape, imageBytes }: MemoryPlan, { images, lastSteps }: Batch): void {
  if (loss !== 'given') return;
  if (lastSteps?.length !== images.length / imageBytes || lastSteps.some((step) => step >= shape.steps)) {
    throw new RangeError(`A batch must say for each image which of ${shape.steps} steps its loss is taken at.`);
  }
}

/** @throws RangeError where a copy of weights is not of a network of the same shape */
export function requireSameSize(bank: Float32Array, copy: Float32Array): void {
  if (copy.length !== bank.length) {
    throw new RangeError(`${copy.length} weights do not fit a network that holds ${bank.length}.`);
  }
}
