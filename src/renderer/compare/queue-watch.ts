/** The outcome of a queue of runs: how many ended, and whether all did. */

import { hasEnded } from '../../domain/experiments/make-room.ts';
import type { Comparison } from '../../protocol/comparison.ts';

export type QueueEnd = {
  /** Runs that ended by themselves, with or without a result. */
  readonly ended: number;
  /** Whether other runs were stopped or removed before they ended. */
  readonly stopped: boolean;
};

/**
 * @returns a function that takes each state of the comparison and returns the queue's outcome when it ends, else null
 */
export function watchQueue(): (comparison: Pick<Comparison, 'runs' | 'running'>) => QueueEnd | null {
  const open = new Set<number>();
  let ended = 0;
  return ({ runs, running }) => {
    for (const run of runs) {
      if (!hasEnded(run)) open.add(run.id);
      else if (open.has(run.id) && run.state !== 'stopped') {
        open.delete(run.id);
        ended++;
      }
    }
    if (running || (open.size === 0 && ended === 0)) return null;
    const end = { ended, stopped: open.size > 0 };
    open.clear();
    ended = 0;
    return end;
  };
}
