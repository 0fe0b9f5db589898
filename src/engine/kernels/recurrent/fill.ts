/** Fills a network's memory with weights and with the images of a batch. */

import { deriveBank } from './derive.ts';
import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { packWeights } from './pack.ts';
import { weightLayout } from './shape.ts';

export type Batch = {
  /** Images one after another, each steps × inputSize bytes, or as long as the reading order expects. */
  readonly images: Uint8Array;
  /** One class per image. */
  readonly labels: Uint8Array;
  /** If the loss is taken at a step per image: that step, 0 to steps − 1. Later steps have no effect. */
  readonly lastSteps?: Uint16Array | undefined;
};

/** The weights of a bank, in the layout of the kernels. */
export function bankFloats(memory: WebAssembly.Memory, { shape }: MemoryPlan, address: number): Float32Array {
  return new Float32Array(memory.buffer, address, weightLayout(shape).bytes / Float32Array.BYTES_PER_ELEMENT);
}

/**
 * Sets the weights of bank 0, and the byte order in which images are read.
 * @param order [steps × inputSize]; by default the order in memory
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

/** Copies images in, and sorts them by the step of their first ink. @returns their number */
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
