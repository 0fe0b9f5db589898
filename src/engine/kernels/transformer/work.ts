/**
 * What each thread does for an order to a Transformer: the samples in turn, one pass after the other, then its stretch of the
 * weights. As in `../work.ts`, sums over threads are taken in the order of the threads.
 */

import type { Interruptible } from '../../cooperate.ts';
import { partOf } from '../derive.ts';
import type { KernelExports } from '../exports.ts';
import type {
  Dropout,
  FlowOrder,
  GradientsOrder,
  LogitsOrder,
  Order,
  OrderResult,
  PeakOrder,
  TrainOrder,
} from '../orders.ts';
import { lineBytes } from '../shape.ts';
import { updateWeights } from '../update.ts';
import { deriveTransformer } from './derive.ts';
import type { TransformerPlan } from './memory-plan.ts';
import { createTransformerShare } from './share.ts';
import { transformerLayout } from './shape.ts';
import { createTokenReader } from './tokens.ts';

const nothing: OrderResult = { loss: 0, correct: 0, gradientNorm: 0, operations: 0 };

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
  const threads = plan.shares.length;
  const own = plan.shares[thread];
  const share = createTransformerShare(kernels, memory, plan, own);
  const tokens = createTokenReader(memory, plan, share);
  const labels = new Uint8Array(memory.buffer, plan.labels, plan.batchSize);
  const lengths = new Uint16Array(memory.buffer, plan.lengths, plan.batchSize);
  const weightBytes = transformerLayout(shape).bytes;
  const stretch = partOf(weightBytes / lineBytes, thread, threads).map((line) => line * lineBytes);
  const results = plan.shares.map(({ results: address }) => new Float64Array(memory.buffer, address, 4));

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
      share.begin(read.map(({ length }) => length));
      read.forEach(({ sample }, place) => {
        share.layImage(place, plan.images + sample * plan.imageBytes);
        share.setLabel(place, labels[sample]);
        if (dropout) share.layDropout(place, sample, dropout.rate, dropout.seed);
      });
      yield* share.forward(plan.banks[bank]);
      yield* take(read);
    }
  }

  /** Σ over the threads of one of their results. */
  function total(index: number): number {
    return results.reduce((sum, result) => sum + result[index], 0);
  }

  function* gradients(order: TrainOrder | GradientsOrder, dropout: Dropout | null): Interruptible<OrderResult> {
    const { count, bank: index } = order;
    const bank = plan.banks[index];
    const sums = { loss: 0, correct: 0 };
    share.clearGradients();
    yield* eachPass(ownPrefixes(count), index, dropout, function* () {
      const { loss, correct } = share.loss(bank, 1 / count, true);
      sums.loss += loss;
      sums.correct += correct;
      yield* share.backward(bank, true);
    });
    const [from, to] = stretch;
    results[thread].set([sums.loss, sums.correct]);
    meet();
    results[thread][2] = kernels.sumGradients(plan.shares[0].gradients, weightBytes, threads, from, to);
    meet();
    return { ...nothing, loss: total(0), correct: total(1), gradientNorm: Math.sqrt(total(2)) };
  }

  /** Cuts the gradients by value. @returns their norm after that */
  function clipValues(limit: number): number {
    const [from, to] = stretch;
    results[thread][3] = kernels.clipGradients(plan.shares[0].gradients, from, to, limit);
    meet();
    return Math.sqrt(total(3));
  }

  function* train(order: TrainOrder): Interruptible<OrderResult> {
    const result = yield* gradients(order, order.dropout);
    // The weights stay those that made the loss what it is. No thread may go on before all have seen so.
    if (!Number.isFinite(result.loss + result.gradientNorm)) {
      meet();
      return result;
    }
    const norm = order.clipValue > 0 ? clipValues(order.clipValue) : result.gradientNorm;
    updateWeights(kernels, plan, order, norm, stretch[0], stretch[1]);
    meet();
    deriveTransformer(kernels, plan, plan.banks[1 - order.bank], thread, threads);
    meet();
    return result;
  }

  /** Scores of the whole of each sample, or of all that it begins with: of its first token, of its first two and so on. */
  function* logits({ kind, count, bank }: LogitsOrder): Interruptible<OrderResult> {
    const steps = kind === 'logits' ? 1 : shape.steps;
    const prefixes = ownSamples(count).flatMap(({ sample }) =>
      Array.from({ length: steps }, (_, step) => ({ sample, length: shape.steps - steps + step + 1 })),
    );
    yield* eachPass(prefixes, bank, null, function* (read) {
      read.forEach(({ sample, length }, place) => {
        const row = sample * steps + length - 1 - (shape.steps - steps);
        const to = new Float32Array(memory.buffer, plan.logits + 4 * row * shape.classes, shape.classes);
        share.scoresOf(place, to);
      });
      yield;
    });
    meet();
    return nothing;
  }

  /** Squared gradients of each sample's own cross-entropy by the outputs of the blocks. */
  function* flow({ count, bank: index }: FlowOrder): Interruptible<OrderResult> {
    const bank = plan.banks[index];
    const squares = new Float64Array(memory.buffer, own.flow, shape.blocks * shape.steps).fill(0);
    yield* eachPass(ownSamples(count), index, null, function* (read) {
      share.loss(bank, 1, false);
      yield* share.backward(bank, false);
      read.forEach((_, place) => {
        own.blocks.forEach(({ outputGradient }, block) => {
          tokens.squares(place, outputGradient).forEach((square, step) => {
            squares[block * shape.steps + step] += square;
          });
        });
      });
    });
    meet();
    return nothing;
  }

  function* peak({ iterations }: PeakOrder): Interruptible<OrderResult> {
    const operations = kernels.peak(iterations, own.scores);
    yield;
    meet();
    return { ...nothing, operations: operations * threads };
  }

  return function work(order: Order): Interruptible<OrderResult> {
    switch (order.kind) {
      case 'train':
        return train(order);
      case 'gradients':
        return gradients(order, null);
      case 'logits':
      case 'scores':
        return logits(order);
      case 'flow':
        return flow(order);
      case 'peak':
        return peak(order);
    }
  };
}
