/** The jobs of a network that reads images, besides training: logits, and the flow of gradients. */

import type { Batch } from '../recurrent/fill.ts';
import type { MemoryPlan } from '../recurrent/memory-plan.ts';
import type { TransformerPlan } from '../transformer/memory-plan.ts';
import { createBatchJobs, type Packing } from './batch-jobs.ts';
import type { Job } from './jobs.ts';
import type { KernelPool } from './pool.ts';

/** As {@link createBatchJobs}, for networks with one answer for each image or step. */
export function createNetworkJobs<Plan extends MemoryPlan | TransformerPlan>(
  pool: KernelPool,
  memory: WebAssembly.Memory,
  plan: Plan,
  layBatch: (batch: Batch) => number,
  packing: Packing,
) {
  const { imageBytes, shape } = plan;
  const jobs = createBatchJobs(pool, memory, plan, layBatch, packing);
  const { run, present } = jobs;

  function readLogits(images: Uint8Array, kind: 'logits' | 'logitsOfEachStep'): Promise<Float32Array> {
    const values = (images.length / imageBytes) * (kind === 'logitsOfEachStep' ? shape.steps : 1) * shape.classes;
    return run(
      { images, labels: new Uint8Array() },
      (count) => ({ kind, count, bank: present() }),
      () => new Float32Array(memory.buffer, plan.logits, values).slice(),
    );
  }

  /** Logits before softmax, [count × classes], for at most batchSize images. */
  function logits(images: Uint8Array): Promise<Float32Array> {
    return readLogits(images, 'logits');
  }

  /** Logits after each step, [count × steps × classes], for at most batchSize images. */
  function logitsOfEachStep(images: Uint8Array): Promise<Float32Array> {
    return readLogits(images, 'logitsOfEachStep');
  }

  /** [layers × steps] root mean squares of the threads' sums. @param prepare called when the job's turn comes */
  function flow(batch: Batch, layers: number, hasProbes: boolean, prepare?: (count: number) => void) {
    const size = layers * shape.steps;
    const job = (count: number): Job => {
      prepare?.(count);
      return { kind: 'flow', count, bank: present(), hasProbes };
    };
    return run(batch, job, () => {
      const parts = plan.shards.map((shard) => new Float64Array(memory.buffer, shard.flow, size));
      const count = batch.images.length / imageBytes;
      return Float32Array.from({ length: size }, (_, at) =>
        Math.sqrt(parts.reduce((sum, part) => sum + part[at], 0) / count),
      );
    });
  }

  return { ...jobs, flow, common: { ...jobs.common, logits, logitsOfEachStep } };
}
