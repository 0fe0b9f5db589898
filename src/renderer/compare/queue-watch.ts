/** What became of a queue of runs: those that were worked off, and whether all of them were. No DOM. */

import { hasEnded } from '../../domain/experiments/make-room.ts';
import type { Comparison } from '../../protocol/comparison.ts';

export type QueueEnd = {
  /** Runs that ended by themselves, with a result or without. */
  readonly ended: number;
  /** Whether others were stopped or removed before. */
  readonly stopped: boolean;
};

/** @returns to be told each state of the comparison; tells what became of the queue when it rests again, else null */
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
