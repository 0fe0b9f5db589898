/** Fills a network's memory: with weights, and with the images of a batch. */

import { deriveBank } from './derive.ts';
import type { KernelExports } from './exports.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { packWeights } from './pack.ts';
import { weightLayout } from './shape.ts';

/** The weights of a bank, laid out as the kernels multiply by them. */
export function bankFloats(memory: WebAssembly.Memory, { shape }: MemoryPlan, address: number): Float32Array {
  return new Float32Array(memory.buffer, address, weightLayout(shape).bytes / Float32Array.BYTES_PER_ELEMENT);
}

/** Sets the weights of bank 0, and the order in which pixels are read to the one in which they lie. */
export function fillWeights(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  arrays: readonly Float32Array[],
): void {
  const pixels = plan.shape.steps * plan.shape.inputSize;
  new Uint16Array(memory.buffer, plan.order, pixels).forEach((_, index, order) => (order[index] = index));
  packWeights(plan.shape, arrays, bankFloats(memory, plan, plan.banks[0].weights));
  deriveBank(kernels, plan, plan.banks[0], 0, 1);
}

/** Lays images, and sorts them by their first ink. @returns how many there are */
export function fillBatch(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  images: Uint8Array,
  labels: Uint8Array,
): number {
  const { steps, inputSize } = plan.shape;
  const pixels = steps * inputSize;
  const count = images.length / pixels;
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(images, plan.images);
  bytes.set(labels, plan.labels);
  const firstInk = new Uint16Array(memory.buffer, plan.firstInk, count);
  const sorted = new Uint32Array(memory.buffer, plan.sorted, count);
  for (let sample = 0; sample < count; sample++) {
    firstInk[sample] = kernels.blankSteps(plan.images + sample * pixels, plan.order, steps, inputSize);
    sorted[sample] = sample;
  }
  sorted.sort((a, b) => firstInk[a] - firstInk[b]);
  return count;
}
