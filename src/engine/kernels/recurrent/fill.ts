/** Fills a network's memory: with weights, and with the images of a batch. */

import { deriveBank } from './derive.ts';
import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { packWeights } from './pack.ts';
import { weightLayout } from './shape.ts';

export type Batch = {
  /** One image of steps × inputSize bytes, or as many as the reading order is for, after the other. */
  readonly images: Uint8Array;
  /** A class for each image. */
  readonly labels: Uint8Array;
  /** Where the loss is taken at a step of each image's own: which one, 0 to steps − 1. What follows has no influence. */
  readonly lastSteps?: Uint16Array | undefined;
};

/** The weights of a bank, laid out as the kernels multiply by them. */
export function bankFloats(memory: WebAssembly.Memory, { shape }: MemoryPlan, address: number): Float32Array {
  return new Float32Array(memory.buffer, address, weightLayout(shape).bytes / Float32Array.BYTES_PER_ELEMENT);
}

/**
 * Sets the weights of bank 0, and which byte of an image is read when.
 * @param order [steps × inputSize]; by default the one in which they lie
 */
export function fillWeights(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  arrays: readonly Float32Array[],
  order?: Uint16Array,
): void {
  const pixels = plan.shape.steps * plan.shape.inputSize;
  new Uint16Array(memory.buffer, plan.order, pixels).set(order ?? Uint16Array.from({ length: pixels }, (_, at) => at));
  packWeights(plan.shape, arrays, bankFloats(memory, plan, plan.banks[0].weights));
  deriveBank(kernels, plan, plan.banks[0], 0, 1);
}

/** Lays images, and sorts them by the step of their first ink. @returns how many there are */
export function fillBatch(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  { images, labels, lastSteps }: Batch,
): number {
  const { steps, inputSize } = plan.shape;
  const count = images.length / plan.imageBytes;
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(images, plan.images);
  bytes.set(labels, plan.labels);
  if (lastSteps) new Uint16Array(memory.buffer, plan.lastSteps, count).set(lastSteps);
  const firstInk = new Uint16Array(memory.buffer, plan.firstInk, count);
  const sorted = new Uint32Array(memory.buffer, plan.sorted, count);
  for (let sample = 0; sample < count; sample++) {
    firstInk[sample] = kernels.blankSteps(plan.images + sample * plan.imageBytes, plan.order, steps, inputSize);
    sorted[sample] = sample;
  }
  sorted.sort((a, b) => firstInk[a] - firstInk[b]);
  return count;
}
