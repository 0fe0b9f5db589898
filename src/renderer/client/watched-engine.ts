/** The engine as a room sees it that asks only while it is open. */

import type { EngineClient } from './engine-client.ts';

type Ask = EngineClient['ask'];

export type WatchedEngine = {
  /** The engine while somebody watches; null without one. */
  readonly watched: () => Ask | null;
  /** Asks the engine, if there is one, and reports a failure. */
  readonly attempt: (work: (ask: Ask) => Promise<unknown>) => void;
  /** Watches until the returned function is called. */
  readonly watch: () => () => void;
  /** A new engine is asked what the old one was. */
  readonly attach: (ask: Ask) => void;
};

/**
 * @param onError is told why something failed
 * @param refresh is done when somebody begins to watch, and with a new engine
 */
export function createWatchedEngine(
  onError: (thrown: unknown) => void,
  refresh: (ask: Ask) => Promise<unknown>,
): WatchedEngine {
  let watchers = 0;
  let engine: Ask | null = null;

  const watched = () => (watchers > 0 ? engine : null);

  function attempt(work: (ask: Ask) => Promise<unknown>): void {
    if (engine) work(engine).catch(onError);
  }

  function refreshIfWatched(): void {
    if (watched()) attempt(refresh);
  }

  return {
    ...{ watched, attempt },
    watch: () => {
      watchers++;
      refreshIfWatched();
      return () => {
        watchers--;
      };
    },
    attach: (next) => {
      engine = next;
      refreshIfWatched();
    },
  };
}
