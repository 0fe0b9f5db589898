/**
 * One client's pinned digit: traced when pinned, and again as the weights change. A trace is sent only after the client
 * has taken the previous one, and tracing takes at most a fiftieth of the time, so that watching never slows training.
 */

import type { Ablation } from '../../protocol/ablation.ts';
import type { ModelConfig, ModelOrigin, ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { DigitSource, Trace } from '../../protocol/trace.ts';
import type { Digit } from '../../protocol/answers.ts';
import { ordersLike, planReading } from '../../domain/recipe/reading.ts';
import { canAblate } from '../inspect/ablate.ts';
import { withAblation } from '../inspect/ablated-network.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Network } from '../models/network.ts';

/** For all clients together. */
const shareOfThread = 1 / 50;

/** Milliseconds after which a client that has not taken a trace counts as gone or hanging. */
const patience = 5_000;

/** How to read a digit. */
export type Manner = {
  /** Replaces the network's own order. */
  readonly order?: ReadingOrder | undefined;
  /** Applied to the network for this reading. */
  readonly ablation?: Ablation | undefined;
  readonly saliency?: boolean | undefined;
  readonly weightGradients?: boolean | undefined;
  readonly heads?: boolean | undefined;
};

type Pinned = Manner & {
  readonly source: DigitSource;
  readonly digit: { readonly pixels: Uint8Array; readonly label: number | null };
};

export type TracedSession = {
  readonly network: Network;
  readonly step: number;
  readonly origin: ModelOrigin;
  readonly truncation: number;
  readonly knowsNonDigits: boolean;
};

export type LiveTrace = {
  /** @returns the trace under the present weights, or null for no source */
  pin(source: DigitSource | null, manner?: Manner): Trace | null;
  /** Call when the weights have changed. `always`: even if the last trace is very recent. */
  weightsChanged(always?: boolean): void;
  /** Whether the client is long overdue to take the last trace: it gets no events until it has. */
  hangs(): boolean;
  /** Call when another data set is shown: unpins an image of the previous one. */
  dataChanged(): void;
};

/**
 * @param pool for ablated networks
 * @param currentSession its network is traced
 * @param testDigit looks up a test digit
 * @param watchers number of clients, which share the time for tracing
 * @param deliver resolves when the client has taken the trace
 */
export function createLiveTrace(
  pool: KernelPool,
  currentSession: () => TracedSession,
  testDigit: (index: number) => Digit,
  watchers: () => number,
  deliver: (trace: Trace) => Promise<void>,
): LiveTrace {
  let pinned: Pinned | null = null;
  let nextAt = 0;
  let delivering = false;
  let sentAt = 0;
  /** Whether the weights were replaced while a trace was on its way. */
  let outdated = false;

  function traceNow(): Trace | null {
    if (!pinned) return null;
    const started = performance.now();
    const trace = traceAblated(pool, currentSession(), pinned);
    const cost = performance.now() - started;
    nextAt = performance.now() + (cost * watchers()) / shareOfThread;
    return trace;
  }

  function deliverNow(): void {
    const trace = traceNow();
    if (!trace) return;
    delivering = true;
    sentAt = performance.now();
    outdated = false;
    const settled = () => {
      delivering = false;
      if (outdated) deliverNow();
    };
    deliver(trace).then(settled, settled);
  }

  function digitOf(source: DigitSource) {
    return source.kind === 'test' ? testDigit(source.index) : { pixels: source.pixels, label: null };
  }

  return {
    hangs: () => delivering && performance.now() - sentAt > patience,
    dataChanged() {
      // The client pins again once it learns of the new set.
      if (pinned?.source.kind === 'test') pinned = null;
    },
    pin(source, manner) {
      if (!source) {
        pinned = null;
      } else {
        pinned = { source, digit: digitOf(source), ...manner };
      }
      return traceNow();
    },
    weightsChanged(always = false) {
      if (delivering) outdated ||= always;
      else if (always || performance.now() >= nextAt) deliverNow();
    },
  };
}

/** If a restart has put in a network that does not support the ablation, reads without it. */
export function traceAblated(pool: KernelPool, session: TracedSession, pinned: Pinned): Trace {
  const { ablation } = pinned;
  if (!ablation || !canAblate(session.network.config, ablation)) return traceDigit(session, pinned);
  return withAblation(pool, session.network, ablation, (network) => ({
    ...traceDigit({ ...session, network }, pinned),
    ablation,
  }));
}

/** If a restart has put in a network with another number of steps, uses its own order. */
export function readableOrder(config: ModelConfig, order: ReadingOrder | undefined): ReadingOrder {
  return order && ordersLike(config.order).includes(order) ? order : config.order;
}

/** Traces the session's network as it is. */
export function traceDigit(
  { network, step, origin, truncation, knowsNonDigits }: TracedSession,
  { source, digit, order, saliency = false, weightGradients = false, heads = false }: Pinned,
): Trace {
  const { config } = network;
  const { pixels, label } = digit;
  const readOrder = readableOrder(config, order);
  const { steps, firstStep } = planReading(config);
  return {
    ...{ source, pixels, label, step, origin, truncation, knowsNonDigits, steps, firstStep, order: readOrder },
    ...network.trace(pixels, label, {
      order: readOrder,
      wantsSaliency: saliency,
      wantsWeightGradients: weightGradients,
      wantsHeads: heads,
    }),
    ablation: null,
    cell: config.cell,
    units: config.units,
    heads: config.cell === 'transformer' ? config.heads : 0,
  };
}
