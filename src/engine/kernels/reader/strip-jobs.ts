/** The jobs of a network that reads strips, of any kind, and how it gets their batches. */

import { noLabel } from '../../../domain/strips/strip.ts';
import type { Batch } from '../recurrent/fill.ts';
import type { AnyPlan } from '../threads/any-work.ts';
import { createBatchJobs, type Packing } from '../threads/batch-jobs.ts';
import type { KernelPool } from '../threads/pool.ts';
import type { BatchPlaces } from './batch-places.ts';

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

type StripPlan = Extract<AnyPlan, BatchPlaces>;

/** As `createBatchJobs`, for strips. */
export function createStripJobs<Plan extends StripPlan>(
  pool: KernelPool,
  memory: WebAssembly.Memory,
  plan: Plan,
  packing: Packing,
) {
  const { shape } = plan;
  const jobs = createBatchJobs(pool, memory, plan, layBatch, packing);

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
    ...{ plan, memory },
    threads: common.threads,
    presentBank: common.presentBank,
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
  };
}
