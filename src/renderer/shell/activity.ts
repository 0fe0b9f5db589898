/** What the engine is busy with, as the taskbar, the title and the end of it are told. */

import type { EngineState } from '../client/engine-state.svelte.ts';
import type { ComparisonState } from '../compare/comparison-state.svelte.ts';
import type { PersonalState } from '../digits/personal-state.svelte.ts';
import type { GeneratorState } from '../generator/generator-state.svelte.ts';
import type { RunState } from '../lab/training/run-state.ts';

export type Activity = {
  readonly kind: 'training' | 'experiment' | 'generator' | 'fineTuning';
  /** Share that is done, 0 to 1. */
  readonly share: number;
};

/** All that may run. */
export type Work = {
  readonly engine: Pick<EngineState, 'status'>;
  readonly comparison: Pick<ComparisonState, 'runs' | 'running'>;
  readonly generator: Pick<GeneratorState, 'status'>;
  readonly personal: Pick<PersonalState, 'status'>;
};

/** Of several at a time the one that a person watches most; null while nothing runs. */
export function activityOf({ engine, comparison, generator, personal }: Work): Activity | null {
  const run = engine.status?.run;
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

type PresentWork = Work & {
  readonly engine: Pick<EngineState, 'status' | 'connected'>;
  readonly run: Pick<RunState, 'busy'>;
};

/**
 * What host and title are told to be going on: nothing where there is no engine, whose states still tell what it did last.
 * `busy`: whether the machine had better stay awake, also for what has no share.
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
