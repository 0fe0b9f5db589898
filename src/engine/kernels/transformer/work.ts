/**
 * What each thread does for a Transformer's job: its samples, one pass after another, then its range of the weights. As in
 * `../recurrent/work.ts`, sums over threads are taken in thread order.
 */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { createJobWork, type JobPasses } from '../threads/job-work.ts';
import type { Dropout } from '../threads/jobs.ts';
import { createWeightsStep } from '../threads/weights-step.ts';
import { deriveTransformer } from './derive.ts';
import type { TransformerPlan } from './memory-plan.ts';
import { createTransformerShard } from './shard.ts';
import { transformerLayout } from './shape.ts';
import { createTokenReader } from './tokens.ts';

/** The first tokens of a sample of the batch. */
type Prefix = { readonly sample: number; readonly length: number };

/** @param meet waits for all other threads; a no-op with one thread */
export function createTransformerWork(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: TransformerPlan,
  thread: number,
  meet: () => void,
) {
  const { shape } = plan;
  const threads = plan.shards.length;
  const own = plan.shards[thread];
  const shard = createTransformerShard(kernels, memory, plan, own);
  const tokens = createTokenReader(memory, plan, shard);
  const labels = new Uint8Array(memory.buffer, plan.labels, plan.batchSize);
  const lengths = new Uint16Array(memory.buffer, plan.lengths, plan.batchSize);
  const weights = createWeightsStep(kernels, memory, plan, transformerLayout(shape).bytes, thread, meet);

  /** Deals samples out to the threads in turn. @returns this thread's, whole */
  function ownSamples(count: number): Prefix[] {
    const samples = Array.from({ length: count }, (_, sample) => ({ sample, length: shape.steps }));
    return samples.filter(({ sample }) => sample % threads === thread);
  }

  /** The same, each up to the length that the batch gives. */
  function ownPrefixes(count: number): Prefix[] {
    return ownSamples(count).map(({ sample }) => ({ sample, length: lengths[sample] }));
  }

  /** Reads samples, as many at a time as fit, and hands over each pass. */
  function* eachPass(
    samples: readonly Prefix[],
    bank: 0 | 1,
    dropout: Dropout | null,
    take: (read: readonly Prefix[]) => Interruptible<void>,
  ): Interruptible<void> {
    for (let first = 0; first < samples.length; first += own.samples) {
      const read = samples.slice(first, first + own.samples);
      shard.begin(read.map(({ length }) => length));
      read.forEach(({ sample }, place) => {
        shard.layImage(place, plan.images + sample * plan.imageBytes);
        shard.setLabel(place, labels[sample]);
        if (dropout) shard.layDropout(place, sample, dropout.rate, dropout.seed);
      });
      yield* shard.forward(plan.banks[bank]);
      yield* take(read);
    }
  }

  const passes: JobPasses = {
    *gradients({ count, bank: index }, dropout) {
      const bank = plan.banks[index];
      const sums = { loss: 0, correct: 0 };
      shard.clearGradients();
      yield* eachPass(ownPrefixes(count), index, dropout, function* () {
        const { loss, correct } = shard.loss(bank, 1 / count, true);
        sums.loss += loss;
        sums.correct += correct;
        yield* shard.backward(bank, true);
      });
      return sums;
    },

    /** Logits of each whole sample, or of each of its prefixes: one token, two tokens and so on. */
    *logits({ kind, count, bank }) {
      const steps = kind === 'logits' ? 1 : shape.steps;
      const prefixes = ownSamples(count).flatMap(({ sample }) =>
        Array.from({ length: steps }, (_, step) => ({ sample, length: shape.steps - steps + step + 1 })),
      );
      yield* eachPass(prefixes, bank, null, function* (read) {
        read.forEach(({ sample, length }, place) => {
          const row = sample * steps + length - 1 - (shape.steps - steps);
          const to = new Float32Array(memory.buffer, plan.logits + 4 * row * shape.classes, shape.classes);
          shard.logitsOf(place, to);
        });
        yield;
      });
    },

    /** Squared gradients of each sample's cross-entropy with respect to the blocks' outputs. */
    *flow({ count, bank: index }) {
      const bank = plan.banks[index];
      const squares = new Float64Array(memory.buffer, own.flow, shape.blocks * shape.steps).fill(0);
      yield* eachPass(ownSamples(count), index, null, function* (read) {
        shard.loss(bank, 1, false);
        yield* shard.backward(bank, false);
        read.forEach((_, place) => {
          own.blocks.forEach(({ outputGradient }, block) => {
            tokens.squares(place, outputGradient).forEach((square, step) => {
              squares[block * shape.steps + step] += square;
            });
          });
        });
      });
    },

    derive(bank) {
      deriveTransformer(kernels, transformerLayout(shape).dense, plan.banks[bank], thread, threads);
    },
  };

  return createJobWork(kernels, threads, own.logits, meet, weights, passes);
}
