/**
 * What each thread does for a reader's job: its strips, forward and backward, then its range of the weights. Sums over
 * threads are taken in thread order.
 */

import { noLabel } from '../../../domain/strips/strip.ts';
import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { createJobWork, type JobPasses } from '../threads/job-work.ts';
import { createWeightsStep } from '../threads/weights-step.ts';
import { aboutBatch } from './batch-places.ts';
import { createDecoder } from './decoder.ts';
import { deriveReader } from './derive.ts';
import { createEncoder } from './encoder.ts';
import { createGivenTokens } from './given-tokens.ts';
import type { ReaderPlan } from './memory-plan.ts';
import { readerLayout } from './shape.ts';

/** @param meet waits for all other threads; a no-op with one thread */
export function createReaderWork(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: ReaderPlan,
  thread: number,
  meet: () => void,
) {
  const { shape, tileRows } = plan;
  const threads = plan.shards.length;
  const shard = plan.shards[thread];
  const encoder = createEncoder(kernels, memory, plan, shard);
  const decoder = createDecoder(kernels, memory, plan, shard);
  const layoutBytes = readerLayout(shape).bytes;
  const weights = createWeightsStep(kernels, memory, plan, layoutBytes, thread, meet);
  const bytes = new Uint8Array(memory.buffer);
  const given = createGivenTokens(memory, plan);

  /** Deals strips out to the threads in turn, and reads this thread's. @returns their indices in the batch */
  function* forward(count: number, bank: 0 | 1): Interruptible<number[]> {
    const own = Array.from({ length: count }, (_, sample) => sample).filter((sample) => sample % threads === thread);
    const tiles = Math.ceil(own.length / tileRows);
    const { steps, tokens } = aboutBatch(memory, plan);
    encoder.begin(tiles, steps);
    own.forEach((sample, place) => {
      encoder.lay(place, plan.images + sample * plan.imageBytes, steps);
    });
    yield* encoder.forward(plan.banks[bank], tiles, steps);
    decoder.begin(plan.banks[bank], tiles, tokens);
    for (let step = 0; step < tokens; step++) {
      for (let place = 0; place < tiles * tileRows; place++) {
        const sample = place < own.length ? own[place] : null;
        decoder.setLabel(step, place, sample === null ? noLabel : given.labelOf(sample, step));
        if (sample === null) continue;
        const before = () => decoder.logitsOf(step - 1, place);
        decoder.layToken(step, place, given.tokenFor(sample, step, before));
      }
      decoder.forward(plan.banks[bank], step, tiles, steps);
      yield;
    }
    return own;
  }

  const passes: JobPasses = {
    *gradients({ count, bank }) {
      bytes.fill(0, shard.gradients, shard.gradients + layoutBytes);
      const own = yield* forward(count, bank);
      const tiles = Math.ceil(own.length / tileRows);
      const { steps, tokens, written } = aboutBatch(memory, plan);
      const sums = decoder.loss(tokens, tiles, 1 / written);
      encoder.clearGradients(tiles, steps);
      yield* decoder.backward(plan.banks[bank], tokens, tiles, steps);
      yield* encoder.backward(plan.banks[bank], tiles, steps);
      return sums;
    },

    *logits({ count, bank }) {
      const own = yield* forward(count, bank);
      const { tokens } = aboutBatch(memory, plan);
      own.forEach((sample, place) => {
        for (let step = 0; step < tokens; step++) {
          const to = plan.logits + 4 * (sample * shape.tokens + step) * shape.classes;
          new Float32Array(memory.buffer, to, shape.classes).set(decoder.logitsOf(step, place));
        }
      });
    },

    derive(bank) {
      deriveReader(kernels, plan, plan.banks[bank], thread, threads);
    },
  };

  return createJobWork(kernels, threads, shard.logits, meet, weights, passes);
}
