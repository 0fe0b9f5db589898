/** The run shown and the one it replaced, which undo brings back. */

import type { Run } from './run.ts';

/** @param onShown called when another run is shown */
export function createShownRuns(first: Run, onShown: () => void) {
  let current = first;
  let former: Run | null = null;

  function show(run: Run): void {
    current = run;
    onShown();
  }

  return {
    get current(): Run {
      return current;
    },
    /** null: nothing to bring back. */
    get former(): Run | null {
      return former;
    },
    /** Whether it is one of the two. */
    has: (id: string) => id === current.id || id === former?.id,
    /**
     * Keeps the old run, paused, for undo, unless it has learned nothing or is a lesson's and would displace another.
     */
    replaceBy: async (fresh: Run): Promise<void> => {
      const leaving = current;
      const isWorthKeeping = leaving.session.origin !== 'untrained' && !(former && (await leaving.isPassing()));
      const forgotten = isWorthKeeping ? former : leaving;
      if (isWorthKeeping) former = leaving;
      show(fresh);
      if (forgotten) await forgotten.forget();
    },
    /** @returns false if nothing worth keeping was replaced since the start or the last time */
    bringBack: async (): Promise<boolean> => {
      if (!former) return false;
      await current.runner.pause();
      const leaving = current;
      const back = former;
      former = null;
      show(back);
      await leaving.forget();
      return true;
    },
    /** Resolves when both are on disk or their saves have failed. */
    save: async (): Promise<void> => {
      await Promise.all([current.save(), former?.save()]);
    },
  };
}
