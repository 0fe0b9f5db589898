/** Fills a Transformer's memory with weights, a batch's images, and constants. */

import type { Batch } from '../recurrent/fill.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes, lineLength } from '../recurrent/shape.ts';
import { deriveTransformer } from './derive.ts';
import type { TransformerPlan } from './memory-plan.ts';
import { packPlaces, weightPlaces } from './pack.ts';
import { sinusoidalPositions } from './positions.ts';
import { transformerLayout } from './shape.ts';

/** The weights of a bank, or their gradients, in the layout of the kernels. */
export function transformerFloats(
  memory: WebAssembly.Memory,
  { shape }: TransformerPlan,
  address: number,
): Float32Array {
  return new Float32Array(memory.buffer, address, transformerLayout(shape).bytes / Float32Array.BYTES_PER_ELEMENT);
}

/** Sets the weights of bank 0, the order in which pixels are read, and the positional encoding. */
export function fillTransformer(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: TransformerPlan,
  arrays: readonly Float32Array[],
  order: Uint16Array | undefined,
): void {
  const { shape, banks } = plan;
  const pixels = shape.steps * shape.inputSize;
  const readingOrder = order ?? Uint16Array.from({ length: pixels }, (_, index) => index);
  new Uint16Array(memory.buffer, plan.order, pixels).set(readingOrder);
  if (plan.positions) layPositions(memory, plan, shape.steps);
  packPlaces(weightPlaces(shape), arrays, transformerFloats(memory, plan, banks[0].weights));
  deriveTransformer(kernels, transformerLayout(shape).dense, banks[0], 0, 1);
}

/** Lays the positional encoding of so many steps as tiles of tokens. */
export function layPositions(
  memory: WebAssembly.Memory,
  {
    shape,
    tileRows,
    positions,
  }: Pick<TransformerPlan, 'tileRows' | 'positions'> & { shape: { readonly units: number } },
  steps: number,
): void {
  const floats = new Float32Array(memory.buffer);
  const blockLength = (tileRows * lineBytes) / 4;
  const tileLength = blocksOf(shape.units) * blockLength;
  sinusoidalPositions(steps, shape.units).forEach((value, index) => {
    const [step, unit] = [Math.floor(index / shape.units), index % shape.units];
    const token = positions / 4 + Math.floor(step / tileRows) * tileLength + (step % tileRows) * lineLength;
    floats[token + Math.floor(unit / lineLength) * blockLength + (unit % lineLength)] = value;
  });
}

/** Copies images, labels and the number of tokens to read of each. @returns the number of images */
export function fillTransformerBatch(
  memory: WebAssembly.Memory,
  plan: TransformerPlan,
  { images, labels, lastSteps }: Batch,
): number {
  const count = images.length / plan.imageBytes;
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(images, plan.images);
  bytes.set(labels, plan.labels);
  const lengths = new Uint16Array(memory.buffer, plan.lengths, count);
  for (let sample = 0; sample < count; sample++) lengths[sample] = (lastSteps?.[sample] ?? plan.shape.steps - 1) + 1;
  return count;
}
