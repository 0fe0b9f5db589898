/**
 * What the score shows: a test digit, a drawing, or nothing. The engine follows through `pin`, one request at a time; while
 * the pen moves each answer is painted, so that a slow engine is behind the pen but never stands still.
 */

import type { DigitSource, Pixels, Trace } from '../../protocol/api.ts';
import { latest, outrun } from '../draw/latest.ts';
import type { EngineClient } from './engine-client.ts';

export const lastRow = 27;

export type ScoreState = {
  readonly source: DigitSource | null;
  readonly trace: Trace | null;
  /** The row under the scan line, 0 to 27. */
  row: number;
  /** Chooses what is shown; `pin` is asked at most once at a time, always for the newest choice. */
  readonly show: (source: DigitSource | null) => void;
  /** A repaint of what is pinned, under newer weights. */
  readonly receive: (trace: Trace) => void;
  /** Tells a new engine what is shown. */
  readonly attach: (ask: EngineClient['ask']) => void;
};

/** @param onError hears why a digit could not be shown */
export function createScoreState(onError: (thrown: unknown) => void): ScoreState {
  let source = $state.raw<DigitSource | null>({ kind: 'test', index: 0 });
  let trace = $state.raw<Trace | null>(null);
  let row = $state(lastRow);
  let ask: EngineClient['ask'] | null = null;
  const pin = latest((engine: EngineClient['ask'], shown: DigitSource | null) => engine('pin', { source: shown }));

  async function follow(): Promise<void> {
    if (!ask) return;
    try {
      const answer = await pin(ask, source);
      if (answer !== outrun) trace = source && answer;
    } catch (thrown) {
      onError(thrown);
    }
  }

  return {
    get source() {
      return source;
    },
    get trace() {
      return trace;
    },
    get row() {
      return row;
    },
    set row(next) {
      row = Math.min(lastRow, Math.max(0, next));
    },
    show: (next) => {
      source = next;
      if (!next) trace = null;
      void follow();
    },
    receive: (next) => {
      // The pixels that are already on the screen stay, so that the picture of the digit is not painted again.
      if (showsTheSame(next.source, source)) trace = trace ? { ...next, pixels: trace.pixels } : next;
    },
    attach: (engine) => {
      ask = engine;
      void follow();
    },
  };
}

function showsTheSame(a: DigitSource, b: DigitSource | null): boolean {
  if (a.kind === 'test') return b?.kind === 'test' && a.index === b.index;
  return b?.kind === 'drawing' && equalPixels(a.pixels, b.pixels);
}

function equalPixels(a: Pixels, b: Pixels): boolean {
  return a.every((value, index) => value === b[index]);
}
