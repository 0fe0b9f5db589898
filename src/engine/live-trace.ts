/**
 * One client's pinned digit: traced at once when pinned, and again as the weights change. A trace is sent only after the
 * client has taken the one before, and tracing takes at most a tenth of the time, so that watching never slows training
 * down.
 */

import type { ModelOrigin, ReadingOrder } from '../protocol/recipe.ts';
import type { Digit, DigitSource, Trace } from '../protocol/trace.ts';
import { ordersLike, planReading } from './data/reading.ts';
import type { Network } from './models/network.ts';

const largestShare = 1 / 10;

type Pinned = {
  readonly source: DigitSource;
  readonly digit: { readonly pixels: Uint8Array; readonly label: number | null };
  /** To be read in instead of the network's own. */
  readonly order?: ReadingOrder | undefined;
};

export type TracedSession = { readonly network: Network; readonly step: number; readonly origin: ModelOrigin };

export type LiveTrace = {
  /** @returns the trace under the present weights, or null for no source */
  pin(source: DigitSource | null, order?: ReadingOrder): Trace | null;
  /** To be called when the weights have changed. `always`: even if the last trace is very young. */
  weightsChanged(always?: boolean): void;
};

/**
 * @param currentSession whose network is to be traced
 * @param testDigit looks up a digit of the test set
 * @param deliver settles when the client has taken the trace
 */
export function createLiveTrace(
  currentSession: () => TracedSession,
  testDigit: (index: number) => Digit,
  deliver: (trace: Trace) => Promise<void>,
): LiveTrace {
  let pinned: Pinned | null = null;
  let nextAt = 0;
  let delivering = false;
  /** Whether the weights have changed for good while a trace was on its way. */
  let outdated = false;

  function traceNow(): Trace | null {
    if (!pinned) return null;
    const started = performance.now();
    const trace = traceDigit(currentSession(), pinned);
    const cost = performance.now() - started;
    nextAt = performance.now() + cost / largestShare;
    return trace;
  }

  function deliverNow(): void {
    const trace = traceNow();
    if (!trace) return;
    delivering = true;
    outdated = false;
    const settled = () => {
      delivering = false;
      if (outdated) deliverNow();
    };
    deliver(trace).then(settled, settled);
  }

  return {
    pin(source, order) {
      if (!source) {
        pinned = null;
      } else {
        const digit = source.kind === 'test' ? testDigit(source.index) : { pixels: source.pixels, label: null };
        pinned = { source, digit, order };
      }
      return traceNow();
    },
    weightsChanged(always = false) {
      if (delivering) outdated ||= always;
      else if (always || performance.now() >= nextAt) deliverNow();
    },
  };
}

/** Everything that happens while the session's network reads one digit. */
export function traceDigit({ network, step, origin }: TracedSession, { source, digit, order }: Pinned): Trace {
  const { config } = network;
  const { pixels, label } = digit;
  // A network that a restart has put in this one's place may read another number of steps: then it reads its own way.
  const readOrder = order && ordersLike(config.order).includes(order) ? order : config.order;
  const { steps, firstStep } = planReading(config);
  return {
    ...{ source, pixels, label, step, origin, steps, firstStep, order: readOrder },
    ...network.trace(pixels, label, readOrder),
    cell: config.cell,
    units: config.units,
    heads: config.cell === 'transformer' ? config.heads : 0,
  };
}
