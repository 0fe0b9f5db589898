/** A Transformer in the kernels' memory, like recurrent ones in `../recurrent/kernel-network.ts`. */

import type { Batch } from '../recurrent/fill.ts';
import { instantiate } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import { type KernelNetworkOptions, requireReading } from '../recurrent/network-options.ts';
import { createNetworkJobs } from '../threads/network-jobs.ts';
import type { KernelPool } from '../threads/pool.ts';
import { deriveTransformer } from './derive.ts';
import { fillTransformer, fillTransformerBatch, transformerFloats } from './fill.ts';
import { planTransformer } from './memory-plan.ts';
import { packPlaces, unpackPlaces, weightPlaces } from './pack.ts';
import { transformerLayout, type TransformerShape } from './shape.ts';

export type TransformerOptions = Pick<KernelNetworkOptions, 'reading'> & {
  /** Decides how many threads to use; by default the largest batch. */
  readonly usualBatchSize?: number;
};

export type TransformerKernelNetwork = ReturnType<typeof createTransformerKernelNetwork>;

/**
 * Reads a sample up to its last step if the batch gives one; `truncation` has no effect here.
 * @param batchSize the largest batch
 * @param arrays the weights in the order of `weightPlaces` (pack.ts), row-major; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 * @throws RangeError if the heads do not divide the units, or the reading order does not fit
 */
export function createTransformerKernelNetwork(
  pool: KernelPool,
  shape: TransformerShape,
  batchSize: number,
  arrays: readonly Float32Array[],
  { reading, usualBatchSize = batchSize }: TransformerOptions = {},
) {
  if (shape.units % shape.heads !== 0) throw new RangeError(`${shape.heads} heads do not divide ${shape.units} units.`);
  requireReading(shape, reading);
  const { module, build } = pool.kernels;
  const imageBytes = reading?.imageBytes ?? shape.steps * shape.inputSize;
  const plan = planTransformer(shape, batchSize, pool.threadsFor(usualBatchSize), build.rows, imageBytes);
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  const places = weightPlaces(shape);
  const { common, flow } = createNetworkJobs(pool, memory, plan, (batch) => fillTransformerBatch(memory, plan, batch), {
    pack: (values, bank) => {
      packPlaces(places, values, bank);
    },
    unpack: (bank) => unpackPlaces(places, bank),
    floats: (address) => transformerFloats(memory, plan, address),
    squares: (address) => kernels.sumSquares(address, 1, 0, transformerLayout(shape).bytes),
    derive: (bank) => {
      deriveTransformer(kernels, transformerLayout(shape).dense, plan.banks[bank], 0, 1);
    },
  });

  fillTransformer(kernels, memory, plan, arrays, reading?.order);

  return {
    plan,
    memory,
    kernels,
    ...common,
    /**
     * [blocks × steps] √ mean ‖∂L/∂x_t‖² over the samples, x_t being a token of a block's output and L each sample's
     * cross-entropy when read whole.
     */
    flow: (batch: Batch) => flow(batch, shape.blocks, false),
  };
}
