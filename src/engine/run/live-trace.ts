/**
 * One client's pinned digit: traced at once when pinned, and again as the weights change. A trace is sent only after the
 * client has taken the one before, and tracing takes at most a fiftieth of the time, so that watching never slows training
 * down.
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

/** Of all clients together. */
const largestShare = 1 / 50;

/** A client that has not taken a trace for so long, in milliseconds, has gone or hangs. */
const patience = 5_000;

/** How a digit is to be read. */
export type Manner = {
  /** To be read in instead of the network's own. */
  readonly order?: ReadingOrder | undefined;
  /** Of the network that reads. */
  readonly ablation?: Ablation | undefined;
  readonly saliency?: boolean | undefined;
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
};

export type LiveTrace = {
  /** @returns the trace under the present weights, or null for no source */
  pin(source: DigitSource | null, manner?: Manner): Trace | null;
  /** To be called when the weights have changed. `always`: even if the last trace is very young. */
  weightsChanged(always?: boolean): void;
  /** Whether the client has long not taken the last trace: it is told nothing more until it has. */
  hangs(): boolean;
  /** To be called when another data set is shown: what is pinned of the former one's images is not any more. */
  dataChanged(): void;
};

/**
 * @param pool on which ablated networks are made
 * @param currentSession whose network is to be traced
 * @param testDigit looks up a digit of the test set
 * @param watchers how many clients there are, who share the time that tracing may take
 * @param deliver settles when the client has taken the trace
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
  /** Whether the weights have changed for good while a trace was on its way. */
  let outdated = false;

  function traceNow(): Trace | null {
    if (!pinned) return null;
    const started = performance.now();
    const trace = traceAblated(pool, currentSession(), pinned);
    const cost = performance.now() - started;
    nextAt = performance.now() + (cost * watchers()) / largestShare;
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
      // The client pins anew once it has learned of the other set.
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

/** A network that a restart has put in place of the ablated one, and that has not those parts, reads as it is. */
export function traceAblated(pool: KernelPool, session: TracedSession, pinned: Pinned): Trace {
  const { ablation } = pinned;
  if (!ablation || !canAblate(session.network.config, ablation)) return traceDigit(session, pinned);
  return withAblation(pool, session.network, ablation, (network) => ({
    ...traceDigit({ ...session, network }, pinned),
    ablation,
  }));
}

/** A network that a restart has put in another one's place may read another number of steps: then it reads its own way. */
export function readableOrder(config: ModelConfig, order: ReadingOrder | undefined): ReadingOrder {
  return order && ordersLike(config.order).includes(order) ? order : config.order;
}

/** Everything that happens while the session's network reads one digit, as it is. */
export function traceDigit(
  { network, step, origin, truncation }: TracedSession,
  { source, digit, order, saliency = false }: Pinned,
): Trace {
  const { config } = network;
  const { pixels, label } = digit;
  const readOrder = readableOrder(config, order);
  const { steps, firstStep } = planReading(config);
  return {
    ...{ source, pixels, label, step, origin, truncation, steps, firstStep, order: readOrder },
    ...network.trace(pixels, label, { order: readOrder, wantsSaliency: saliency }),
    ablation: null,
    cell: config.cell,
    units: config.units,
    heads: config.cell === 'transformer' ? config.heads : 0,
  };
}
