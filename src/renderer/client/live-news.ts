/**
 * Batches what the engine emits while it computes, so that the panels are painted once per burst: pictures as they
 * come, numbers only as often as one can read them. A hidden page gets only the progress of the run.
 */

import type { RunStatus } from '../../protocol/run.ts';
import type { Trace } from '../../protocol/trace.ts';
import type { EngineClient } from './engine-client.ts';
import { createShowingPace, framesOfPage, type ShowingPace } from './showing-pace.ts';

/** Shortest time between two changes of numbers and curves, in milliseconds. */
export const numbersMs = 300;

/** How much longer than that numbers wait for a picture to be shown with, in milliseconds. */
const patienceMs = 400;

export type LiveNews = {
  readonly trace: (trace: Trace) => void;
  readonly run: (run: RunStatus) => void;
  /** Called when the history has grown. */
  readonly steps: () => void;
  /** Drops any waiting `run`: newer news came another way. */
  readonly outrun: () => void;
  /** Whether the page is visible. */
  watched: boolean;
  /** Sets a new engine's pace of events. */
  readonly attach: (ask: EngineClient['ask']) => void;
};

export type Panels = {
  readonly trace: (trace: Trace) => void;
  readonly run: (run: RunStatus) => void;
  readonly history: () => void;
};

export function createLiveNews(
  panels: Panels,
  onError: (thrown: unknown) => void,
  pace: ShowingPace = createShowingPace(framesOfPage()),
): LiveNews {
  let trace: Trace | null = null;
  let run: RunStatus | null = null;
  let grown = false;
  let numbersDue = 0;
  let soon: ReturnType<typeof setTimeout> | null = null;
  let later: ReturnType<typeof setTimeout> | null = null;

  function showNumbers(): void {
    if (later !== null) clearTimeout(later);
    later = null;
    numbersDue = performance.now() + numbersMs;
    if (run) panels.run(run);
    run = null;
    if (!grown || !pace.watched) return;
    grown = false;
    panels.history();
  }

  function show(): void {
    if (trace && pace.watched) panels.trace(trace);
    trace = null;
    if (performance.now() >= numbersDue) showNumbers();
  }

  function changed(): void {
    const wait = numbersDue - performance.now();
    if (wait > 0 && (run || grown)) later ??= setTimeout(pace.showing, wait + patienceMs, showNumbers);
    if (wait > 0 && !trace) return;
    // A burst comes as several messages; this task runs after theirs.
    soon ??= setTimeout(() => {
      soon = null;
      pace.showing(show);
    });
  }

  return {
    trace: (next) => {
      trace = next;
      changed();
    },
    run: (next) => {
      run = next;
      changed();
    },
    steps: () => {
      grown = true;
      changed();
    },
    outrun: () => {
      run = null;
      numbersDue = 0;
      if (grown) changed();
    },
    get watched() {
      return pace.watched;
    },
    set watched(next) {
      pace.watched = next;
      if (next) changed();
    },
    attach: (ask) => {
      pace.attach((everyMs) => void ask('setPace', { everyMs }).catch(onError));
    },
  };
}
