/**
 * What the engine tells while it computes, laid before the panels together, so that they are painted once for all of it:
 * pictures as they come, numbers no more often than one can read them. Where nobody looks, only how far the run is.
 */

import type { RunStatus } from '../../protocol/run.ts';
import type { Trace } from '../../protocol/trace.ts';
import type { EngineClient } from './engine-client.ts';
import { createShowingPace, framesOfPage, type ShowingPace } from './showing-pace.ts';

/** The shortest time between two changes of numbers and curves, in milliseconds. */
export const numbersMs = 300;

/** So long after that they wait for a picture to be shown with. */
const patienceMs = 400;

export type LiveNews = {
  readonly trace: (trace: Trace) => void;
  readonly run: (run: RunStatus) => void;
  /** The history has grown. */
  readonly steps: () => void;
  /** What is newer than any `run` that waits has come another way, and what is to be seen at once. */
  readonly outrun: () => void;
  /** Whether the page can be seen. */
  watched: boolean;
  /** Tells a new engine how often it may tell. */
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
    // What the engine tells in one go comes as several messages: in a task after theirs.
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
