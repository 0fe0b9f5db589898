/** What the engine is busy with, for taskbar and title, and to notice its end. */

import type { EngineState } from '../client/engine-state.svelte.ts';
import type { ComparisonState } from '../compare/comparison-state.svelte.ts';
import type { PersonalState } from '../digits/personal-state.svelte.ts';
import type { GeneratorState } from '../generator/generator-state.svelte.ts';
import type { StripState } from '../strips/strip-state.svelte.ts';
import type { RunState } from '../lab/training/run-state.ts';

export type Activity = {
  readonly kind: 'training' | 'experiment' | 'generator' | 'strips' | 'fineTuning';
  /** Share that is done, 0 to 1. */
  readonly share: number;
};

/** Everything that may run. */
export type Work = {
  readonly engine: Pick<EngineState, 'status'>;
  readonly comparison: Pick<ComparisonState, 'runs' | 'running'>;
  readonly generator: Pick<GeneratorState, 'status'>;
  readonly strips: Pick<StripState, 'status'>;
  readonly personal: Pick<PersonalState, 'status'>;
};

/** Of several activities the one that a person watches most; null while nothing runs. */
export function activityOf({ engine, comparison, generator, strips, personal }: Work): Activity | null {
  const run = engine.status?.run;
  if (run?.phase === 'training') return { kind: 'training', share: shareOf(run) };
  const fineTuning = personal.status?.fineTuning;
  if (fineTuning?.phase === 'running') return { kind: 'fineTuning', share: shareOf(fineTuning) };
  const current = comparison.runs.find(({ state }) => state === 'running');
  if (comparison.running && current) {
    // The runs of one experiment are queued together and count as one activity.
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
  if (strips.status?.training) return { kind: 'strips', share: shareOf(strips.status) };
  return null;
}

type PresentWork = Work & {
  readonly engine: Pick<EngineState, 'status' | 'connected'>;
  readonly run: Pick<RunState, 'busy'>;
};

/**
 * The activity for host and title: none without an engine, since the states still hold the last one.
 * `busy`: whether the machine should stay awake, also for an activity without a share.
 */
export function presentWork(work: PresentWork): {
  readonly activity: Activity | null;
  readonly busy: boolean;
} {
  const { engine, run } = work;
  const activity = engine.connected ? activityOf(work) : null;
  return { activity, busy: activity !== null || (engine.connected && run.busy) };
}

function shareOf({ step, totalSteps }: { readonly step: number; readonly totalSteps: number }): number {
  return totalSteps > 0 ? Math.min(1, step / totalSteps) : 0;
}
