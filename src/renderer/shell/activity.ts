/** What the engine is busy with, as the taskbar, the title and the end of it are told. */

import type { Lab } from './lab.svelte.ts';

export type Activity = {
  readonly kind: 'training' | 'experiment' | 'generator' | 'fineTuning';
  /** Share that is done, 0 to 1. */
  readonly share: number;
};

type Busy = Pick<Lab, 'status' | 'comparison' | 'generator' | 'personal'>;

/** Of several at a time the one that a person watches most; null while nothing runs. */
export function activityOf({ status, comparison, generator, personal }: Busy): Activity | null {
  const run = status?.run;
  if (run?.phase === 'training') return { kind: 'training', share: shareOf(run) };
  const fineTuning = personal.status?.fineTuning;
  if (fineTuning?.phase === 'running') return { kind: 'fineTuning', share: shareOf(fineTuning) };
  const current = comparison.runs.find(({ state }) => state === 'running');
  if (comparison.running && current) {
    // The runs of one experiment are queued together, and told of as one.
    const together = comparison.runs.filter(
      ({ experiment, state }) => experiment === current.experiment && ['waiting', 'running', 'done'].includes(state),
    );
    const sum = (of: (run: (typeof together)[number]) => number) =>
      together.reduce((total, each) => total + of(each), 0);
    return {
      kind: 'experiment',
      share: shareOf({ step: sum((each) => each.step), totalSteps: sum((each) => each.totalSteps) }),
    };
  }
  if (generator.status?.training) return { kind: 'generator', share: shareOf(generator.status) };
  return null;
}

/**
 * What host and title are told to be going on: nothing where there is no engine, whose states still tell what it did last.
 * `busy`: whether the machine had better stay awake, also for what has no share.
 */
export function presentWork(lab: Busy & Pick<Lab, 'connected' | 'busy'>): {
  readonly activity: Activity | null;
  readonly busy: boolean;
} {
  const activity = lab.connected ? activityOf(lab) : null;
  return { activity, busy: activity !== null || (lab.connected && lab.busy) };
}

function shareOf({ step, totalSteps }: { readonly step: number; readonly totalSteps: number }): number {
  return totalSteps > 0 ? Math.min(1, step / totalSteps) : 0;
}
