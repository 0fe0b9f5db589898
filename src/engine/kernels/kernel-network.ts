/**
 * A network in the kernels' memory: its weights, its batch, its optimizer's state. Orders go to the threads one after the
 * other. Two banks of weights take turns: while a step writes one, the present weights in the other can be looked at.
 */

import { createQueue } from '../cooperate.ts';
import { bankFloats, fillBatch, fillWeights } from './fill.ts';
import { createMemory, instantiate } from './instantiate.ts';
import { planMemory } from './memory-plan.ts';
import type { Order, OrderResult, TrainOrder } from './orders.ts';
import { unpackWeights } from './pack.ts';
import type { KernelPool } from './pool.ts';
import type { NetworkShape } from './shape.ts';

export type Batch = {
  /** One image of steps × inputSize bytes after the other. */
  readonly images: Uint8Array;
  /** A class for each image. */
  readonly labels: Uint8Array;
};

export type Update = Pick<TrainOrder, 'optimizer' | 'learningRate' | 'clipNorm' | 'truncation'>;

export type KernelNetwork = ReturnType<typeof createKernelNetwork>;

/**
 * @param batchSize samples that fit at a time
 * @param usualBatchSize decides how many threads are worth it
 * @param arrays the weights as tfjs has them: kernel, recurrent kernel and bias of each layer, the readout's kernel and bias; copied
 * @throws GatescopeError `memoryShort` where the machine has not enough memory
 */
export function createKernelNetwork(
  pool: KernelPool,
  shape: NetworkShape,
  batchSize: number,
  arrays: readonly Float32Array[],
  usualBatchSize = batchSize,
) {
  const { module, build } = pool.kernels;
  const plan = planMemory(shape, batchSize, pool.threadsFor(usualBatchSize), build.rows);
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  const pixels = shape.steps * shape.inputSize;
  const banks = plan.banks.map(({ weights }) => bankFloats(memory, plan, weights));
  const threads = pool.attach(memory, plan);
  const takeTurn = createQueue();
  let present: 0 | 1 = 0;
  let step = 0;

  fillWeights(kernels, memory, plan, arrays);

  function run<Result>(
    { images, labels }: Batch,
    order: (count: number) => Order,
    take: (result: OrderResult) => Result,
  ): Promise<Result> {
    const count = images.length / pixels;
    if (count > batchSize || !Number.isInteger(count)) {
      throw new RangeError(`${count} images do not fit into a batch of at most ${batchSize}.`);
    }
    return takeTurn(async () => take(await threads.run(order(fillBatch(kernels, memory, plan, images, labels)))));
  }

  function readArrays(bank: Float32Array): Float32Array[] {
    const copies = arrays.map(({ length }) => new Float32Array(length));
    unpackWeights(shape, bank, copies);
    return copies;
  }

  return {
    plan,
    memory,
    kernels,
    threads: plan.shares.length,
    /** The bank that holds the present weights: another one after each step. */
    presentBank: () => plan.banks[present],
    /** Copies of the present weights, in the order and shapes of `arrays`. */
    readWeights: () => readArrays(banks[present]),
    /** One optimizer step; sums over the batch. Where loss or gradients are no longer numbers, the weights stay. */
    train(batch: Batch, update: Update): Promise<OrderResult> {
      const order = (count: number): Order => ({ kind: 'train', count, bank: present, step: step + 1, ...update });
      return run(batch, order, (result) => {
        if (!Number.isFinite(result.loss + result.gradientNorm)) return result;
        step++;
        present = present === 0 ? 1 : 0;
        return result;
      });
    },
    /** Only the gradients, in the order and shapes of `arrays`; loss and correct answers summed over the batch. */
    gradients(batch: Batch, truncation = shape.steps) {
      const order = (count: number): Order => ({ kind: 'gradients', count, bank: present, truncation });
      const sums = bankFloats(memory, plan, plan.shares[0].gradients);
      return run(batch, order, (result) => ({ ...result, gradients: readArrays(sums) }));
    },
    /** Scores before softmax, [count × classes], of at most batchSize images. */
    logits(images: Uint8Array): Promise<Float32Array> {
      const values = (images.length / pixels) * shape.classes;
      return run(
        { images, labels: new Uint8Array() },
        (count) => ({ kind: 'logits', count, bank: present }),
        () => new Float32Array(memory.buffer, plan.logits, values).slice(),
      );
    },
    /** The most that the processor can do on this network's threads, in floating-point operations a second. */
    peak(): Promise<number> {
      return takeTurn(async () => {
        const started = performance.now();
        const { operations } = await threads.run({ kind: 'peak', iterations: 20_000_000 });
        return (1000 * operations) / (performance.now() - started);
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
