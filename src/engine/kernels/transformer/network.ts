/** A Transformer in the kernels' memory: as `../kernel-network.ts` holds recurrent ones. */

import { createQueue } from '../../cooperate.ts';
import type { Batch } from '../fill.ts';
import { instantiate } from '../instantiate.ts';
import type { KernelNetworkOptions, Update } from '../kernel-network.ts';
import type { Order, OrderResult } from '../orders.ts';
import { createMemory } from '../memory.ts';
import type { KernelPool } from '../pool.ts';
import { fillTransformer, fillTransformerBatch, transformerFloats } from './fill.ts';
import { planTransformer } from './memory-plan.ts';
import { unpackTransformer } from './pack.ts';
import type { TransformerShape } from './shape.ts';

export type TransformerOptions = Pick<KernelNetworkOptions, 'reading'> & {
  /** Decides how many threads are worth it; by default the largest batch. */
  readonly usualBatchSize?: number;
};

export type TransformerKernelNetwork = ReturnType<typeof createTransformerKernelNetwork>;

const plainUpdate = { clipValue: 0, weightDecay: 0, dropout: null } as const;

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
  const banks = plan.banks.map(({ weights }) => transformerFloats(memory, plan, weights));
  const threads = pool.attach(memory, plan);
  const takeTurn = createQueue();
  let present: 0 | 1 = 0;
  let step = 0;

  fillTransformer(kernels, memory, plan, arrays, reading?.order);

  function run<Result>(
    batch: Batch,
    order: (count: number) => Order,
    take: (result: OrderResult) => Result,
  ): Promise<Result> {
    const count = batch.images.length / imageBytes;
    if (count > batchSize || !Number.isInteger(count)) {
      throw new RangeError(`${count} images do not fit into a batch of at most ${batchSize}.`);
    }
    return takeTurn(async () => take(await threads.run(order(fillTransformerBatch(memory, plan, batch)))));
  }

  /** @param steps whose scores are wanted: the last, or all */
  function readScores(images: Uint8Array, kind: 'logits' | 'scores', steps: number): Promise<Float32Array> {
    const values = (images.length / imageBytes) * steps * shape.classes;
    return run(
      { images, labels: new Uint8Array() },
      (count) => ({ kind, count, bank: present }),
      () => new Float32Array(memory.buffer, plan.logits, values).slice(),
    );
  }

  return {
    plan,
    memory,
    kernels,
    threads: plan.shares.length,
    /** The bank that holds the present weights: another one after each step. */
    presentBank: () => plan.banks[present],
    /** Copies of the present weights, in the order and shapes of `arrays`. */
    readWeights: () => unpackTransformer(shape, banks[present]),
    /**
     * One optimizer step; loss and correct answers are sums over the batch. A sample is read up to its last step where the
     * batch has such. Where loss or gradients are no longer numbers, the weights stay. `truncation` means nothing here.
     */
    train(batch: Batch, update: Update): Promise<OrderResult> {
      const order = (count: number): Order => ({
        ...{ kind: 'train', count, bank: present, step: step + 1 },
        ...plainUpdate,
        ...update,
      });
      return run(batch, order, (result) => {
        if (!Number.isFinite(result.loss + result.gradientNorm)) return result;
        step++;
        present = present === 0 ? 1 : 0;
        return result;
      });
    },
    /** Only the gradients of the mean loss, in the order and shapes of `arrays`; loss and correct answers are sums. */
    gradients(batch: Batch) {
      const order = (count: number): Order => ({ kind: 'gradients', count, bank: present, truncation: shape.steps });
      const sums = transformerFloats(memory, plan, plan.shares[0].gradients);
      return run(batch, order, (result) => ({ ...result, gradients: unpackTransformer(shape, sums) }));
    },
    /** Scores before softmax, [count × classes], of at most batchSize images. */
    logits: (images: Uint8Array) => readScores(images, 'logits', 1),
    /** Scores of all that an image begins with, [count × steps × classes]: from its first token to the whole. */
    scoresOfEachStep: (images: Uint8Array) => readScores(images, 'scores', shape.steps),
    /**
     * [blocks × steps] √ mean ‖∂L/∂x_t‖² over the samples, x_t being a token of a block's output and L each sample's own
     * cross-entropy when it is read whole.
     */
    flow(batch: Batch): Promise<Float32Array> {
      const size = shape.blocks * shape.steps;
      const order = (count: number): Order => ({ kind: 'flow', count, bank: present, hasProbes: false });
      return run(batch, order, () => {
        const parts = plan.shares.map((share) => new Float64Array(memory.buffer, share.flow, size));
        const count = batch.images.length / imageBytes;
        return Float32Array.from({ length: size }, (_, at) =>
          Math.sqrt(parts.reduce((sum, part) => sum + part[at], 0) / count),
        );
      });
    },
    /** Lets go of the memory once what runs has ended. */
    dispose(): void {
      void takeTurn(() => {
        threads.detach();
        return Promise.resolve();
      });
    },
  };
}
