/**
 * What each thread does for a job. All threads run the same code over their own samples and their own range of the
 * weights, and meet at barriers. Sums over threads are taken in thread order, so that results are reproducible.
 */

import { deriveBank } from '../recurrent/derive.ts';
import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan } from '../recurrent/memory-plan.ts';
import { createLossPass } from '../recurrent/loss-pass.ts';
import { createJobWork, type JobPasses } from './job-work.ts';
import type { Dropout } from './jobs.ts';
import { createShard } from '../recurrent/shard.ts';
import { weightLayout } from '../recurrent/shape.ts';
import { createWeightsStep } from './weights-step.ts';

/** @param meet waits for all other threads; a no-op with one thread */
export function createWork(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  thread: number,
  meet: () => void,
) {
  const threads = plan.shards.length;
  const shard = createShard(kernels, memory, plan, plan.shards[thread]);
  const { shape } = plan;
  const labels = new Uint8Array(memory.buffer, plan.labels, plan.batchSize);
  const sorted = new Uint32Array(memory.buffer, plan.sorted, plan.batchSize);
  const firstInk = new Uint16Array(memory.buffer, plan.firstInk, plan.batchSize);
  const weights = createWeightsStep(kernels, memory, plan, weightLayout(shape).bytes, thread, meet);
  const lossPass = createLossPass(memory, plan, shard);

  /** Deals the sorted samples out to the threads in turn, and lays this thread's. @returns their indices */
  function lay(count: number, sharesBlankSteps: boolean): number[] {
    const own = Array.from(sorted.subarray(0, count)).filter((_, place) => place % threads === thread);
    const starts = own.map((sample) => firstInk[sample]);
    shard.begin(own.length, sharesBlankSteps ? starts : null);
    own.forEach((sample, place) => {
      shard.layImage(place, plan.images + sample * plan.imageBytes);
      shard.setLabel(place, labels[sample]);
    });
    return own;
  }

  function layDropout(own: readonly number[], dropout: Dropout | null): void {
    if (!dropout) {
      shard.endDropout();
      return;
    }
    own.forEach((sample, place) => {
      shard.layDropout(place, sample, dropout.rate, dropout.seed);
    });
  }

  const passes: JobPasses = {
    *gradients({ count, bank, truncation }, dropout) {
      shard.clearGradients();
      // With a loss at other steps, each sample needs its own states, also before its first ink.
      const own = lay(count, plan.loss === 'last');
      layDropout(own, dropout);
      yield* shard.forward(plan.banks[bank]);
      return yield* lossPass(plan.banks[bank], 1 / count, truncation, own);
    },

    *logits({ kind, count, bank }) {
      const own = lay(count, kind === 'logits');
      shard.endDropout();
      yield* shard.forward(plan.banks[bank]);
      const steps = kind === 'logits' ? 1 : shape.steps;
      for (let step = 0; step < steps; step++) {
        shard.readout(plan.banks[bank], shape.steps - steps + step);
        own.forEach((sample, place) => {
          const to = plan.logits + 4 * (sample * steps + step) * shape.classes;
          shard.logitsOf(place, new Float32Array(memory.buffer, to, shape.classes));
        });
        yield;
      }
    },

    *flow({ count, bank, hasProbes }) {
      const own = lay(count, false);
      shard.endDropout();
      yield* shard.forward(plan.banks[bank]);
      if (hasProbes) {
        shard.clearProbes();
        own.forEach((sample, place) => {
          const from = plan.probes + 4 * sample * shape.units;
          shard.setProbe(place, new Float32Array(memory.buffer, from, shape.units));
        });
      } else {
        shard.readout(plan.banks[bank]);
        shard.loss(plan.banks[bank], 1);
      }
      yield* shard.backward(shape.steps, false);
      shard.readFlow(new Float64Array(memory.buffer, plan.shards[thread].flow, shape.layers * shape.steps));
    },

    derive(bank) {
      deriveBank(kernels, plan, plan.banks[bank], thread, threads);
    },
  };

  return createJobWork(kernels, threads, plan.shards[thread].logits, meet, weights, passes);
}
