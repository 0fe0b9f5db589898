/**
 * What each thread does for a job to a Transformer: the samples in turn, one pass after the other, then its stretch of the
 * weights. As in `../work.ts`, sums over threads are taken in the order of the threads.
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

/** A sample of the batch, read up to a number of tokens. */
type Prefix = { readonly sample: number; readonly length: number };

/** @param meet waits for all other threads; with one thread it does nothing */
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

  /** Each thread takes one sample in turn. @returns this thread's, whole */
  function ownSamples(count: number): Prefix[] {
    const samples = Array.from({ length: count }, (_, sample) => ({ sample, length: shape.steps }));
    return samples.filter(({ sample }) => sample % threads === thread);
  }

  /** The same, each as far as the batch says. */
  function ownPrefixes(count: number): Prefix[] {
    return ownSamples(count).map(({ sample }) => ({ sample, length: lengths[sample] }));
  }

  /** Reads samples, as many at a time as there is room for, and hands each pass over. */
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

    /** Logits of the whole of each sample, or of all that it begins with: of its first token, of its first two and so on. */
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

    /** Squared gradients of each sample's own cross-entropy by the outputs of the blocks. */
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
      deriveTransformer(kernels, plan, plan.banks[bank], thread, threads);
    },
  };

  return createJobWork(kernels, threads, own.logits, meet, weights, passes);
}
