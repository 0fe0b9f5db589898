/** How a thread answers an order, whatever kind of network it is for: the kind brings its passes over the samples. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
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
import type { WeightsStep } from './weights-step.ts';

/** One thread's passes over its own samples. */
export type OrderPasses = {
  /** Forward and back through time. @returns the sums over this thread's samples */
  gradients(
    order: TrainOrder | GradientsOrder,
    dropout: Dropout | null,
  ): Interruptible<{ readonly loss: number; readonly correct: number }>;
  logits(order: LogitsOrder): Interruptible<void>;
  flow(order: FlowOrder): Interruptible<void>;
  /** Renews this thread's stretch of what is computed from a bank of weights. */
  derive(bank: 0 | 1): void;
};

const nothing: OrderResult = { loss: 0, correct: 0, gradientNorm: 0, operations: 0 };

/**
 * @param scratch memory of this thread that no order needs beyond its end
 * @param meet waits for all other threads; with one thread it does nothing
 */
export function createOrderWork(
  kernels: KernelExports,
  threads: number,
  scratch: number,
  meet: () => void,
  weights: WeightsStep,
  passes: OrderPasses,
) {
  function* gradients(order: TrainOrder | GradientsOrder, dropout: Dropout | null): Interruptible<OrderResult> {
    const { loss, correct } = yield* passes.gradients(order, dropout);
    return weights.sumUp(loss, correct);
  }

  function* train(order: TrainOrder): Interruptible<OrderResult> {
    const result = yield* gradients(order, order.dropout);
    weights.update(order, result, () => {
      passes.derive(order.bank === 0 ? 1 : 0);
    });
    return result;
  }

  function* met(pass: Interruptible<void>): Interruptible<OrderResult> {
    yield* pass;
    meet();
    return nothing;
  }

  function* peak({ iterations }: PeakOrder): Interruptible<OrderResult> {
    const operations = kernels.peak(iterations, scratch);
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
        return met(passes.logits(order));
      case 'flow':
        return met(passes.flow(order));
      case 'peak':
        return peak(order);
    }
  };
}
