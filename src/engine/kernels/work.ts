/**
 * What each thread does for an order. All threads run the same code over their own samples and their own stretch of the
 * weights, and meet at barriers; sums over threads are taken in the order of the threads, so that they come out the same
 * every time.
 */

import type { Interruptible } from '../cooperate.ts';
import { deriveBank, partOf } from './derive.ts';
import type { KernelExports } from './exports.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type {
  Dropout,
  FlowOrder,
  GradientsOrder,
  LogitsOrder,
  Order,
  OrderResult,
  PeakOrder,
  TrainOrder,
} from './orders.ts';
import { createLossPass } from './loss-pass.ts';
import { createShare } from './share.ts';
import { lineBytes, weightLayout } from './shape.ts';
import { updateWeights } from './update.ts';

const nothing: OrderResult = { loss: 0, correct: 0, gradientNorm: 0, operations: 0 };

/** @param meet waits for all other threads; with one thread it does nothing */
export function createWork(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  thread: number,
  meet: () => void,
) {
  const threads = plan.shares.length;
  const share = createShare(kernels, memory, plan, plan.shares[thread]);
  const { shape } = plan;
  const labels = new Uint8Array(memory.buffer, plan.labels, plan.batchSize);
  const sorted = new Uint32Array(memory.buffer, plan.sorted, plan.batchSize);
  const firstInk = new Uint16Array(memory.buffer, plan.firstInk, plan.batchSize);
  const weightBytes = weightLayout(shape).bytes;
  const stretch = partOf(weightBytes / lineBytes, thread, threads).map((line) => line * lineBytes);
  const results = plan.shares.map(({ results: address }) => new Float64Array(memory.buffer, address, 4));
  const lossPass = createLossPass(memory, plan, share);

  /** Deals the sorted samples out, one to each thread in turn, and lays this thread's. @returns which ones they are */
  function lay(count: number, sharesBlankSteps: boolean): number[] {
    const own = Array.from(sorted.subarray(0, count)).filter((_, place) => place % threads === thread);
    const starts = own.map((sample) => firstInk[sample]);
    share.begin(own.length, sharesBlankSteps ? starts : null);
    own.forEach((sample, place) => {
      share.layImage(place, plan.images + sample * plan.imageBytes);
      share.setLabel(place, labels[sample]);
    });
    return own;
  }

  function layDropout(own: readonly number[], dropout: Dropout | null): void {
    if (!dropout) {
      share.endDropout();
      return;
    }
    own.forEach((sample, place) => {
      share.layDropout(place, sample, dropout.rate, dropout.seed);
    });
  }

  /** Σ over the threads of one of their results. */
  function total(index: number): number {
    return results.reduce((sum, result) => sum + result[index], 0);
  }

  function* gradients(
    { count, bank, truncation }: TrainOrder | GradientsOrder,
    dropout: Dropout | null,
  ): Interruptible<OrderResult> {
    share.clearGradients();
    // Before its first ink a sample has no states of its own, of which every step's loss would be taken.
    const own = lay(count, plan.loss === 'last');
    layDropout(own, dropout);
    yield* share.forward(plan.banks[bank]);
    const { loss, correct } = yield* lossPass(plan.banks[bank], 1 / count, truncation, own);
    const [from, to] = stretch;
    results[thread].set([loss, correct]);
    meet();
    results[thread][2] = kernels.sumGradients(plan.shares[0].gradients, weightBytes, threads, from, to);
    meet();
    return { loss: total(0), correct: total(1), gradientNorm: Math.sqrt(total(2)), operations: 0 };
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
    deriveBank(kernels, plan, plan.banks[1 - order.bank], thread, threads);
    meet();
    return result;
  }

  function* logits({ kind, count, bank }: LogitsOrder): Interruptible<OrderResult> {
    const own = lay(count, kind === 'logits');
    share.endDropout();
    yield* share.forward(plan.banks[bank]);
    const steps = kind === 'logits' ? 1 : shape.steps;
    for (let step = 0; step < steps; step++) {
      share.readout(plan.banks[bank], shape.steps - steps + step);
      own.forEach((sample, place) => {
        const to = plan.logits + 4 * (sample * steps + step) * shape.classes;
        share.scoresOf(place, new Float32Array(memory.buffer, to, shape.classes));
      });
      yield;
    }
    meet();
    return nothing;
  }

  function* flow({ count, bank, hasProbes }: FlowOrder): Interruptible<OrderResult> {
    const own = lay(count, false);
    share.endDropout();
    yield* share.forward(plan.banks[bank]);
    if (hasProbes) {
      share.clearProbes();
      own.forEach((sample, place) => {
        const from = plan.probes + 4 * sample * shape.units;
        share.setProbe(place, new Float32Array(memory.buffer, from, shape.units));
      });
    } else {
      share.readout(plan.banks[bank]);
      share.loss(plan.banks[bank], 1);
    }
    yield* share.backward(shape.steps, false);
    share.readFlow(new Float64Array(memory.buffer, plan.shares[thread].flow, shape.layers * shape.steps));
    meet();
    return nothing;
  }

  function* peak({ iterations }: PeakOrder): Interruptible<OrderResult> {
    const operations = kernels.peak(iterations, plan.shares[thread].scores);
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
