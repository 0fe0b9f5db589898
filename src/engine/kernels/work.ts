/**
 * What each thread does for an order. All threads run the same code over their own samples and their own stretch of the
 * weights, and meet at barriers; sums over threads are taken in the order of the threads, so that they come out the same
 * every time.
 */

import type { Interruptible } from '../cooperate.ts';
import { deriveBank, partOf } from './derive.ts';
import type { KernelExports } from './exports.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { GradientsOrder, LogitsOrder, Order, OrderResult, PeakOrder, TrainOrder } from './orders.ts';
import { createShare } from './share.ts';
import { lineBytes, weightLayout } from './shape.ts';
import { updateWeights } from './update.ts';

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
  const pixels = shape.steps * shape.inputSize;
  const labels = new Uint8Array(memory.buffer, plan.labels, plan.batchSize);
  const sorted = new Uint32Array(memory.buffer, plan.sorted, plan.batchSize);
  const firstInk = new Uint16Array(memory.buffer, plan.firstInk, plan.batchSize);
  const weightBytes = weightLayout(shape).bytes;
  const stretch = partOf(weightBytes / lineBytes, thread, threads).map((line) => line * lineBytes);
  const results = plan.shares.map(({ results: address }) => new Float64Array(memory.buffer, address, 3));

  /** Deals the sorted samples out, one to each thread in turn, and lays this thread's. */
  function lay(count: number): number[] {
    const own = Array.from(sorted.subarray(0, count)).filter((_, place) => place % threads === thread);
    share.begin(
      own.length,
      own.map((sample) => firstInk[sample]),
    );
    own.forEach((sample, place) => {
      share.layImage(place, plan.images + sample * pixels);
      share.setLabel(place, labels[sample]);
    });
    return own;
  }

  function* gradients({ count, bank, truncation }: TrainOrder | GradientsOrder): Interruptible<OrderResult> {
    share.clearGradients();
    lay(count);
    yield* share.forward(plan.banks[bank]);
    share.readout(plan.banks[bank]);
    share.loss(plan.banks[bank], 1 / count);
    share.addReadoutGradients();
    yield* share.backward(truncation, true);
    meet();
    const [from, to] = stretch;
    const all = plan.shares[0].gradients;
    results[thread][2] = kernels.sumGradients(all, weightBytes, threads, from, to);
    meet();
    const total = (index: number) => results.reduce((sum, result) => sum + result[index], 0);
    return { loss: total(0), correct: total(1), gradientNorm: Math.sqrt(total(2)), operations: 0 };
  }

  function* train(order: TrainOrder): Interruptible<OrderResult> {
    const result = yield* gradients(order);
    // The weights stay those that made the loss what it is. No thread may go on before all have seen so.
    if (!Number.isFinite(result.loss + result.gradientNorm)) {
      meet();
      return result;
    }
    updateWeights(kernels, plan, order, result.gradientNorm, stretch[0], stretch[1]);
    meet();
    deriveBank(kernels, plan, plan.banks[1 - order.bank], thread, threads);
    meet();
    return result;
  }

  function* logits({ count, bank }: LogitsOrder): Interruptible<OrderResult> {
    const own = lay(count);
    yield* share.forward(plan.banks[bank]);
    share.readout(plan.banks[bank]);
    own.forEach((sample, place) => {
      share.scoresOf(place, new Float32Array(memory.buffer, plan.logits + 4 * sample * shape.classes, shape.classes));
    });
    meet();
    return { loss: 0, correct: 0, gradientNorm: 0, operations: 0 };
  }

  function* peak({ iterations }: PeakOrder): Interruptible<OrderResult> {
    const operations = kernels.peak(iterations, plan.shares[thread].scores);
    yield;
    meet();
    return { loss: 0, correct: 0, gradientNorm: 0, operations: operations * threads };
  }

  return function work(order: Order): Interruptible<OrderResult> {
    switch (order.kind) {
      case 'train':
        return train(order);
      case 'gradients':
        return gradients(order);
      case 'logits':
        return logits(order);
      case 'peak':
        return peak(order);
    }
  };
}
