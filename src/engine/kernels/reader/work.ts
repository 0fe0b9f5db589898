/**
 * What each thread does for a reader's job: its strips, forward and backward, then its range of the weights. Sums over
 * threads are taken in thread order.
 */

import { noLabel, startToken } from '../../../domain/strips/strip.ts';
import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { createJobWork, type JobPasses } from '../threads/job-work.ts';
import { createWeightsStep } from '../threads/weights-step.ts';
import { createDecoder } from './decoder.ts';
import { deriveReader } from './derive.ts';
import { createEncoder } from './encoder.ts';
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
  const [stepsAt, tokensAt, writtenAt] = [0, 1, 2];
  const about = new Int32Array(memory.buffer, plan.about, 3);

  /** Deals strips out to the threads in turn, and reads this thread's. @returns their indices in the batch */
  function* forward(count: number, bank: 0 | 1): Interruptible<number[]> {
    const own = Array.from({ length: count }, (_, sample) => sample).filter((sample) => sample % threads === thread);
    const tiles = Math.ceil(own.length / tileRows);
    const [steps, tokens] = [about[stepsAt], about[tokensAt]];
    encoder.begin(tiles, steps);
    own.forEach((sample, place) => {
      encoder.lay(place, plan.images + sample * plan.imageBytes, steps);
    });
    yield* encoder.forward(plan.banks[bank], tiles, steps);
    decoder.begin(plan.banks[bank], tiles, tokens);
    for (let step = 0; step < tokens; step++) {
      for (let place = 0; place < tiles * tileRows; place++) {
        const given = place < own.length ? own[place] * shape.tokens + step : null;
        decoder.setLabel(step, place, given === null ? noLabel : bytes[plan.labels + given]);
        if (given !== null) decoder.layToken(step, place, step === 0 ? startToken : tokenBefore(step, place, given));
      }
      decoder.forward(plan.banks[bank], step, tiles, steps);
      yield;
    }
    return own;
  }

  /** What the decoder reads: the true token before, or the one that it gave itself. */
  function tokenBefore(step: number, place: number, given: number): number {
    const label = bytes[plan.labels + given - 1];
    if (!bytes[plan.ownAnswers + given] && label !== noLabel) return label;
    const logits = decoder.logitsOf(step - 1, place);
    return logits.indexOf(Math.max(...logits));
  }

  const passes: JobPasses = {
    *gradients({ count, bank }) {
      bytes.fill(0, shard.gradients, shard.gradients + layoutBytes);
      const own = yield* forward(count, bank);
      const tiles = Math.ceil(own.length / tileRows);
      const [steps, tokens] = [about[stepsAt], about[tokensAt]];
      const sums = decoder.loss(tokens, tiles, 1 / about[writtenAt]);
      encoder.clearGradients(tiles, steps);
      yield* decoder.backward(plan.banks[bank], tokens, tiles, steps);
      yield* encoder.backward(plan.banks[bank], tiles, steps);
      return sums;
    },

    *logits({ count, bank }) {
      const own = yield* forward(count, bank);
      own.forEach((sample, place) => {
        for (let step = 0; step < about[tokensAt]; step++) {
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
