/** What is lost with an engine that has died, and what of it the next one still has: the disk's part. */

import type { EngineStatus, RunStatus } from '../../protocol/run.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import type { ComparisonState } from '../compare/comparison-state.svelte.ts';
import type { PersonalState } from '../digits/personal-state.svelte.ts';
import type { ModelFilesState } from '../files/model-files.svelte.ts';
import type { GeneratorState } from '../generator/generator-state.svelte.ts';

type Known = {
  readonly status: EngineStatus | null;
  readonly comparison: ComparisonState;
  readonly generator: GeneratorState;
  readonly personal: PersonalState;
  readonly files: ModelFilesState;
};

/** What an engine had in its memory, as the page knew it. */
export type EngineMemory = {
  readonly status: EngineStatus;
  /** That had not ended, or are kept nowhere. */
  readonly comparedRuns: number;
  /** Whether the row generator was one that the person was training, or that is kept nowhere. */
  readonly ownGenerator: boolean;
  readonly fineTuning: boolean;
  /** Whether a model's file, or digits of one's own, were on their way. */
  readonly opening: boolean;
  readonly importing: boolean;
};

/** @returns null where it never told how it stands */
export function memoryOf({ status, comparison, generator, personal, files }: Known): EngineMemory | null {
  return (
    status && {
      status,
      comparedRuns: comparison.runs.filter(({ state }) => status.runId === null || isUnderWay(state)).length,
      ownGenerator:
        generator.status !== null &&
        (generator.status.training || (status.runId === null && generator.status.origin !== 'pretrained')),
      fineTuning: personal.status?.fineTuning?.phase === 'running',
      opening: files.opening !== null,
      importing: personal.importing,
    }
  );
}

function isUnderWay(state: ComparedRun['state']): boolean {
  return state === 'waiting' || state === 'running';
}

/** A run whose engine has gone goes no further. */
export function atRest(run: RunStatus): RunStatus {
  const phase = run.phase === 'training' ? 'paused' : run.phase;
  return { ...run, phase, evaluating: null, samplesPerSecond: 0 };
}

export type Consequence =
  /** The run is on the disk: at the step that it had reached, or at one before. */
  | { readonly kind: 'runWhole' | 'runSaved'; readonly reached: number; readonly step: number }
  | { readonly kind: 'runLost'; readonly reached: number }
  | { readonly kind: 'openedGone'; readonly name: string }
  | {
      readonly kind:
        'fineTunedLost' | 'fineTuningCutOff' | 'generatorLost' | 'comparisonLost' | 'openingCutOff' | 'importCutOff';
    };

/** @param saved what the next engine finds on the disk; null: that could not be learned, so that nothing is said of the run */
export function consequencesOf(memory: EngineMemory, saved: readonly SavedRun[] | null): readonly Consequence[] {
  const { fineTuning, comparedRuns, ownGenerator, opening, importing } = memory;
  const kinds = [
    ...(fineTuning ? (['fineTuningCutOff'] as const) : []),
    ...(ownGenerator ? (['generatorLost'] as const) : []),
    ...(comparedRuns > 0 ? (['comparisonLost'] as const) : []),
    ...(opening ? (['openingCutOff'] as const) : []),
    ...(importing ? (['importCutOff'] as const) : []),
  ];
  return [...ofNetwork(memory.status, saved), ...kinds.map((kind) => ({ kind }))];
}

function ofNetwork({ model, run, runId }: EngineStatus, saved: readonly SavedRun[] | null): readonly Consequence[] {
  const reached = run.step;
  if (model.origin === 'trained' || run.phase === 'training') {
    if (!saved) return [];
    const step = saved.find(({ id }) => id === runId)?.step;
    if (step === undefined) return [{ kind: 'runLost', reached }];
    return [{ kind: step < reached ? 'runSaved' : 'runWhole', reached: Math.max(reached, step), step }];
  }
  // One that is saved is offered.
  if (model.origin === 'fineTuned')
    return !saved || saved.some(({ id }) => id === runId) ? [] : [{ kind: 'fineTunedLost' }];
  if (model.origin === 'opened' && model.fileName !== null) return [{ kind: 'openedGone', name: model.fileName }];
  return [];
}
