/** The run that is shown, and the one that it replaced, which can be brought back at a click. */

import type { Run } from './run.ts';

/** @param onShown is told when another run is shown */
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
    /** null: there is nothing to bring back. */
    get former(): Run | null {
      return former;
    },
    /** Whether it is one of the two. */
    has: (id: string) => id === current.id || id === former?.id,
    /** The old run, which is paused, is kept to be brought back, unless it has learned nothing or passes by before another one that is. */
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
    /** Answers when both are on the disk, or cannot be. */
    save: async (): Promise<void> => {
      await Promise.all([current.save(), former?.save()]);
    },
  };
}
