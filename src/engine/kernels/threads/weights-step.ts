/** What every kind of network does with its gradients: each thread handles its own range; sums are in thread order. */

import { partOf } from '../recurrent/derive.ts';
import type { KernelExports } from '../builds/exports.ts';
import type { JobResult, TrainJob } from './jobs.ts';
import { lineBytes } from '../recurrent/shape.ts';
import { updateWeights, type WeightPlaces } from './update.ts';

/** A plan whose threads have f64 results: loss, correct answers, Σ g² of its range, the same after clipping by value. */
type Plan = Omit<WeightPlaces, 'shards'> & {
  readonly shards: readonly { readonly gradients: number; readonly results: number }[];
};

/**
 * @param weightBytes of a bank; all threads' gradients are contiguous
 * @param meet waits for all other threads
 */
export function createWeightsStep(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: Plan,
  weightBytes: number,
  thread: number,
  meet: () => void,
) {
  const threads = plan.shards.length;
  const [from, to] = partOf(weightBytes / lineBytes, thread, threads).map((line) => line * lineBytes);
  const results = plan.shards.map(({ results: address }) => new Float64Array(memory.buffer, address, 4));

  /** Sum of one of the threads' results. */
  function total(index: number): number {
    return results.reduce((sum, result) => sum + result[index], 0);
  }

  /** Clips the gradients by value. @returns their norm after that */
  function clipValues(limit: number): number {
    results[thread][3] = kernels.clipGradients(plan.shards[0].gradients, from, to, limit);
    meet();
    return Math.sqrt(total(3));
  }

  return {
    /** Sums the threads' gradients into thread 0's. @param loss, @param correct of this thread's samples */
    sumUp(loss: number, correct: number): JobResult {
      results[thread].set([loss, correct]);
      meet();
      results[thread][2] = kernels.sumGradients(plan.shards[0].gradients, weightBytes, threads, from, to);
      meet();
      return { loss: total(0), correct: total(1), gradientNorm: Math.sqrt(total(2)), operations: 0 };
    },

    /** Updates one bank into the other, then calls `derive` for its copies; does nothing if loss or norm is not finite. */
    update(job: TrainJob, { loss, gradientNorm }: JobResult, derive: () => void): void {
      // Keep the weights that made the loss what it is. No thread may go on before all have seen it.
      if (!Number.isFinite(loss + gradientNorm)) {
        meet();
        return;
      }
      const norm = job.clipValue > 0 ? clipValues(job.clipValue) : gradientNorm;
      updateWeights(kernels, plan, job, norm, from, to);
      meet();
      derive();
      meet();
    },
  };
}

export type WeightsStep = ReturnType<typeof createWeightsStep>;
