/** A Transformer in the kernels' memory: as `../kernel-network.ts` holds recurrent ones. */

import type { Batch } from '../recurrent/fill.ts';
import { instantiate } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import type { KernelNetworkOptions } from '../recurrent/network-options.ts';
import { createNetworkJobs } from '../threads/network-jobs.ts';
import type { Job } from '../threads/jobs.ts';
import type { KernelPool } from '../threads/pool.ts';
import { deriveTransformer } from './derive.ts';
import { fillTransformer, fillTransformerBatch, transformerFloats } from './fill.ts';
import { planTransformer } from './memory-plan.ts';
import { packTransformer, unpackTransformer } from './pack.ts';
import type { TransformerShape } from './shape.ts';

export type TransformerOptions = Pick<KernelNetworkOptions, 'reading'> & {
  /** Decides how many threads are worth it; by default the largest batch. */
  readonly usualBatchSize?: number;
};

export type TransformerKernelNetwork = ReturnType<typeof createTransformerKernelNetwork>;

/**
 * @param batchSize samples that fit at a time
 * @param arrays the weights in the order of `weightPlaces` (pack.ts), row by row; copied
 * @throws GatescopeError `memoryShort` where the machine has not enough memory
 * @throws RangeError where the heads do not divide the units, or the reading order does not fit
 */
export function createTransformerKernelNetwork(
  pool: KernelPool,
  shape: TransformerShape,
  batchSize: number,
  arrays: readonly Float32Array[],
  { reading, usualBatchSize = batchSize }: TransformerOptions = {},
) {
  const pixels = shape.steps * shape.inputSize;
  if (shape.units % shape.heads !== 0) throw new RangeError(`${shape.heads} heads do not divide ${shape.units} units.`);
  if (reading && reading.order.length !== pixels) {
    throw new RangeError(`A reading order of ${reading.order.length} does not fit ${pixels} pixels.`);
  }
  const { module, build } = pool.kernels;
  const imageBytes = reading?.imageBytes ?? pixels;
  const plan = planTransformer(shape, batchSize, pool.threadsFor(usualBatchSize), build.rows, imageBytes);
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  const floats = (address: number) => transformerFloats(memory, plan, address);
  const unpack = (bank: Float32Array) => unpackTransformer(shape, bank);
  const jobs = createNetworkJobs(pool, memory, plan, (batch) => fillTransformerBatch(memory, plan, batch), {
    pack: (values, bank) => {
      packTransformer(shape, values, bank);
    },
    unpack,
    floats,
    derive: (bank) => {
      deriveTransformer(kernels, plan, plan.banks[bank], 0, 1);
    },
  });
  const { presentBank } = jobs;

  fillTransformer(kernels, memory, plan, arrays, reading?.order);

  return {
    plan,
    memory,
    kernels,
    threads: plan.shards.length,
    /** The bank that holds the present weights: another one after each step. */
    presentBank: () => plan.banks[presentBank()],
    /** Copies of the present weights, in the order and shapes of `arrays`. */
    readWeights: jobs.readWeights,
    readOptimizer: jobs.readOptimizer,
    restoreOptimizer: jobs.restoreOptimizer,
    /** A copy of the present weights as they lie in a bank, for `restore`. */
    snapshot: jobs.snapshot,
    snapshotOf: jobs.snapshotOf,
    weightsOf: jobs.weightsOf,
    restore: jobs.restore,
    /**
     * One optimizer step; loss and correct answers are sums over the batch. A sample is read up to its last step where the
     * batch has such. Where loss or gradients are no longer numbers, the weights stay. `truncation` means nothing here.
     */
    train: jobs.train,
    /** Only the gradients of the mean loss, in the order and shapes of `arrays`; loss and correct answers are sums. */
    gradients(batch: Batch) {
      const job = (count: number): Job => ({
        kind: 'gradients',
        count,
        bank: presentBank(),
        truncation: shape.steps,
      });
      const sums = plan.shards[0].gradients;
      return jobs.run(batch, job, (result) => ({ ...result, gradients: unpack(floats(sums)) }));
    },
    /** Logits before softmax, [count × classes], of at most batchSize images. */
    logits: (images: Uint8Array) => jobs.readLogits(images, 'logits'),
    /** Logits of all that an image begins with, [count × steps × classes]: from its first token to the whole. */
    logitsOfEachStep: (images: Uint8Array) => jobs.readLogits(images, 'logitsOfEachStep'),
    /**
     * [blocks × steps] √ mean ‖∂L/∂x_t‖² over the samples, x_t being a token of a block's output and L each sample's own
     * cross-entropy when it is read whole.
     */
    flow(batch: Batch): Promise<Float32Array> {
      const size = shape.blocks * shape.steps;
      const job = (count: number): Job => ({ kind: 'flow', count, bank: presentBank(), hasProbes: false });
      return jobs.run(batch, job, () => {
        const parts = plan.shards.map((shard) => new Float64Array(memory.buffer, shard.flow, size));
        const count = batch.images.length / imageBytes;
        return Float32Array.from({ length: size }, (_, at) =>
          Math.sqrt(parts.reduce((sum, part) => sum + part[at], 0) / count),
        );
      });
    },
    dispose: jobs.dispose,
  };
}
