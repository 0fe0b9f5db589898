/** A reader of strips in the kernels' memory, like other networks in `../recurrent/kernel-network.ts`. */

import { noLabel } from '../../../domain/strips/strip.ts';
import { instantiate } from '../builds/instantiate.ts';
import { createMemory } from '../memory.ts';
import type { Batch } from '../recurrent/fill.ts';
import { createBatchJobs } from '../threads/batch-jobs.ts';
import type { KernelPool } from '../threads/pool.ts';
import { deriveReader } from './derive.ts';
import { planReader } from './memory-plan.ts';
import { packReader, unpackReader } from './pack.ts';
import { readerLayout, type ReaderShape } from './shape.ts';
import { createStripTrace } from './trace.ts';

export type ReaderBatch = Batch & {
  /** [count × most steps × inputSize] bytes, column by column; blank from `steps` on. */
  readonly images: Uint8Array;
  /** Encoder steps of all strips of the batch. */
  readonly steps: number;
  /** [count × most tokens] what is to be written, the end included; 255 beyond it. */
  readonly labels: Uint8Array;
  /** [count × most tokens] 1 where the decoder reads its own most probable answer of the step before, not the true one. */
  readonly ownAnswers: Uint8Array;
};

export type ReaderNetwork = ReturnType<typeof createReaderNetwork>;

/**
 * @param batchSize the largest batch, @param arrays the weights in the order of `weightPlaces` (shape.ts), row-major; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 */
export function createReaderNetwork(
  pool: KernelPool,
  shape: ReaderShape,
  batchSize: number,
  arrays: readonly Float32Array[],
) {
  const { module, build } = pool.kernels;
  const plan = planReader(shape, batchSize, pool.threadsFor(batchSize), build.rows);
  const memory = createMemory(plan.bytes);
  const kernels = instantiate(module, memory);
  const floats = (address: number) => new Float32Array(memory.buffer, address, readerLayout(shape).bytes / 4);
  const jobs = createBatchJobs(pool, memory, plan, layBatch, {
    pack: (values, bank) => {
      packReader(shape, values, bank);
    },
    unpack: (bank) => unpackReader(shape, bank),
    floats,
    squares: (address) => kernels.sumSquares(address, 1, 0, readerLayout(shape).bytes),
    derive: (bank) => {
      deriveReader(kernels, plan, plan.banks[bank], 0, 1);
    },
  });

  plan.orders.forEach((address, encoder) => {
    const order = new Uint16Array(memory.buffer, address, plan.imageBytes);
    for (let step = 0; step < shape.steps; step++) {
      const from = (encoder === 0 ? step : shape.steps - 1 - step) * shape.inputSize;
      for (let input = 0; input < shape.inputSize; input++) order[step * shape.inputSize + input] = from + input;
    }
  });
  packReader(shape, arrays, floats(plan.banks[0].weights));
  deriveReader(kernels, plan, plan.banks[0], 0, 1);

  /** @returns the number of strips */
  function layBatch({ images, labels, ownAnswers, steps }: ReaderBatch): number {
    const bytes = new Uint8Array(memory.buffer);
    bytes.set(images, plan.images);
    bytes.set(labels, plan.labels);
    bytes.set(ownAnswers, plan.ownAnswers);
    const written = labels.reduce((sum, label) => sum + (label === noLabel ? 0 : 1), 0);
    new Int32Array(memory.buffer, plan.about, 3).set([steps, tokensOf(labels), written]);
    return images.length / plan.imageBytes;
  }

  /** Steps that the longest strip of a batch takes to write. */
  function tokensOf(labels: Uint8Array): number {
    let most = 1;
    labels.forEach((label, at) => {
      if (label !== noLabel) most = Math.max(most, (at % shape.tokens) + 1);
    });
    return most;
  }

  const { common } = jobs;
  return {
    plan,
    memory,
    threads: common.threads,
    readWeights: common.readWeights,
    readOptimizer: common.readOptimizer,
    restoreOptimizer: common.restoreOptimizer,
    /** One optimizer step; sums over the written tokens. The weights stay if loss or gradients are not finite. */
    train: common.train,
    gradients: (batch: ReaderBatch) => common.gradients(batch),
    dispose: common.dispose,
    /** Logits of each step, [count × most tokens × classes]; those beyond the longest strip have no meaning. */
    logits(batch: ReaderBatch): Promise<Float32Array> {
      const values = batch.labels.length * shape.classes;
      return jobs.run(
        batch,
        (count) => ({ kind: 'logits', count, bank: jobs.present() }),
        () => new Float32Array(memory.buffer, plan.logits, values).slice(),
      );
    },
    /** Reads single strips with the weights of this moment, on the calling thread, even while a step runs. */
    trace: createStripTrace(kernels, memory, plan, common.presentBank),
  };
}
