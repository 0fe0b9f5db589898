/**
 * What each thread does for a Transformer pair's job: its strips, as many at a time as a tile has rows, then its range of
 * the weights. Sums over threads are taken in thread order.
 */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { aboutBatch } from '../reader/batch-places.ts';
import { createGivenTokens } from '../reader/given-tokens.ts';
import { createJobWork, type JobPasses } from '../threads/job-work.ts';
import { createWeightsStep } from '../threads/weights-step.ts';
import { deriveTransformer } from '../transformer/derive.ts';
import { createEncoder } from '../transformer/encoder.ts';
import { createPairDecoder } from './decoder.ts';
import type { PairPlan } from './memory-plan.ts';
import { pairLayout } from './shape.ts';

/** @param meet waits for all other threads; a no-op with one thread */
export function createPairWork(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: PairPlan,
  thread: number,
  meet: () => void,
) {
  const { shape } = plan;
  const threads = plan.shards.length;
  const shard = plan.shards[thread];
  const layout = pairLayout(shape);
  const encoder = createEncoder(kernels, memory, plan, shard, layout);
  const decoder = createPairDecoder(kernels, memory, plan, shard);
  const given = createGivenTokens(memory, plan);
  const weights = createWeightsStep(kernels, memory, plan, layout.bytes, thread, meet);
  const bytes = new Uint8Array(memory.buffer);

  /** Deals strips out to the threads in turn, reads this thread's and hands over those of each pass. */
  function* eachPass(
    count: number,
    index: 0 | 1,
    take: (strips: readonly number[]) => Interruptible<void>,
  ): Interruptible<void> {
    const bank = plan.banks[index];
    const { steps } = aboutBatch(memory, plan);
    const own = Array.from({ length: count }, (_, strip) => strip).filter((strip) => strip % threads === thread);
    for (let first = 0; first < own.length; first += shard.samples) {
      const strips = own.slice(first, first + shard.samples);
      encoder.begin(strips.map(() => steps));
      strips.forEach((strip, place) => {
        encoder.layImage(place, plan.images + strip * plan.imageBytes);
      });
      yield* encoder.forward(bank);
      yield* write(strips, index);
      yield* take(strips);
    }
  }

  /** Once forward for all tokens, and once more before each that some strip reads from its own answers. */
  function* write(strips: readonly number[], index: 0 | 1): Interruptible<void> {
    const bank = plan.banks[index];
    const { tokens } = aboutBatch(memory, plan);
    decoder.begin(encoder.pass(), tokens);
    decoder.prepare(bank);
    for (let step = 0; step < tokens; step++) {
      if (strips.some((strip) => given.isOwn(strip, step))) yield* decoder.forward(bank);
      strips.forEach((strip, place) => {
        decoder.setLabel(place, step, given.labelOf(strip, step));
        decoder.layToken(
          place,
          step,
          given.tokenFor(strip, step, () => decoder.logitsOf(place, step - 1)),
        );
      });
    }
    yield* decoder.forward(bank);
  }

  const passes: JobPasses = {
    *gradients({ count, bank: index }) {
      const bank = plan.banks[index];
      const { written } = aboutBatch(memory, plan);
      const sums = { loss: 0, correct: 0 };
      bytes.fill(0, shard.gradients, shard.gradients + layout.bytes);
      yield* eachPass(count, index, function* () {
        const { loss, correct } = decoder.loss(1 / written);
        sums.loss += loss;
        sums.correct += correct;
        yield* decoder.backward(bank);
        encoder.normBackward(bank, shard.memoryGradient, true);
        yield* encoder.backward(bank, true);
      });
      return sums;
    },

    *logits({ count, bank }) {
      const { tokens } = aboutBatch(memory, plan);
      yield* eachPass(count, bank, function* (strips) {
        strips.forEach((strip, place) => {
          for (let step = 0; step < tokens; step++) {
            const to = plan.logits + 4 * (strip * shape.tokens + step) * shape.classes;
            new Float32Array(memory.buffer, to, shape.classes).set(decoder.logitsOf(place, step));
          }
        });
        yield;
      });
    },

    derive(bank) {
      deriveTransformer(kernels, layout.dense, plan.banks[bank], thread, threads);
    },
  };

  return createJobWork(kernels, threads, shard.logits, meet, weights, passes);
}
