/**
 * One client's pinned digit: traced at once when pinned, and again as the weights change. A trace is sent only after the
 * client has taken the one before, and tracing takes at most a tenth of the time, so that watching never slows training
 * down.
 */

import type { Digit, DigitSource, Trace } from '../protocol/api.ts';
import { rows } from './data/sequence.ts';
import type { Session } from './training/session.ts';

const largestShare = 1 / 10;

export type LiveTrace = {
  /** @returns the trace under the present weights, or null for no source */
  pin(source: DigitSource | null): Trace | null;
  /** To be called when the weights have changed. `always`: even if the last trace is very young. */
  weightsChanged(always?: boolean): void;
};

/**
 * @param currentSession whose network is to be traced
 * @param testDigit looks up a digit of the test set
 * @param deliver settles when the client has taken the trace
 */
export function createLiveTrace(
  currentSession: () => Session,
  testDigit: (index: number) => Digit,
  deliver: (trace: Trace) => Promise<void>,
): LiveTrace {
  let pinned: { source: DigitSource; digit: { pixels: Uint8Array; label: number | null } } | null = null;
  let nextAt = 0;
  let delivering = false;
  /** Whether the weights have changed for good while a trace was on its way. */
  let outdated = false;

  function traceNow(): Trace | null {
    if (!pinned) return null;
    const started = performance.now();
    const trace = traceDigit(currentSession(), pinned.source, pinned.digit);
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
    pin(source) {
      if (!source) {
        pinned = null;
      } else {
        const digit = source.kind === 'test' ? testDigit(source.index) : { pixels: source.pixels, label: null };
        pinned = { source, digit };
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
function traceDigit(session: Session, source: DigitSource, digit: { pixels: Uint8Array; label: number | null }): Trace {
  const { network, step, origin } = session;
  const { pixels, label } = digit;
  const { layers, probabilities, target } = network.trace(pixels, label);
  return { source, pixels, label, target, rows, units: network.config.units, layers, probabilities, step, origin };
}
