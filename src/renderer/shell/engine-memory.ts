/** What is lost with an engine that died, and what the next one still has on the disk. */

import type { EngineStatus, RunStatus } from '../../protocol/run.ts';
import type { ComparedRun } from '../../protocol/comparison.ts';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import type { ComparisonState } from '../compare/comparison-state.svelte.ts';
import type { PersonalState } from '../digits/personal-state.svelte.ts';
import type { ModelFilesState } from '../files/model-files.svelte.ts';
import type { StripState } from '../strips/strip-state.svelte.ts';
import type { GeneratorState } from '../generator/generator-state.svelte.ts';

type Known = {
  readonly status: EngineStatus | null;
  readonly comparison: ComparisonState;
  readonly generator: GeneratorState;
  readonly strips: StripState;
  readonly personal: PersonalState;
  readonly files: ModelFilesState;
};

/** What an engine had in its memory, as far as the page knows. */
export type EngineMemory = {
  readonly status: EngineStatus;
  /** Compared runs that had not ended, or are not stored. */
  readonly comparedRuns: number;
  /** Whether the person was training the row generator, or it is not stored. */
  readonly ownGenerator: boolean;
  /** Whether the person was training the strip reader, or it is not stored. */
  readonly ownStripReader: boolean;
  readonly fineTuning: boolean;
  /** Whether a model's file or own digits were being sent. */
  readonly opening: boolean;
  readonly importing: boolean;
};

/** @returns null where it never reported its status */
export function memoryOf({ status, comparison, generator, strips, personal, files }: Known): EngineMemory | null {
  return (
    status && {
      status,
      comparedRuns: comparison.runs.filter(({ state }) => status.runId === null || isUnderWay(state)).length,
      ownGenerator:
        generator.status !== null &&
        (generator.status.training || (status.runId === null && generator.status.origin !== 'pretrained')),
      ownStripReader:
        strips.status !== null &&
        (strips.status.training || (status.runId === null && strips.status.origin === 'trained')),
      fineTuning: personal.status?.fineTuning?.phase === 'running',
      opening: files.opening !== null,
      importing: personal.importing,
    }
  );
}

function isUnderWay(state: ComparedRun['state']): boolean {
  return state === 'waiting' || state === 'running';
}

/** The run of an engine that has gone, at rest. */
export function atRest(run: RunStatus): RunStatus {
  const phase = run.phase === 'training' ? 'paused' : run.phase;
  return { ...run, phase, evaluating: null, samplesPerSecond: 0 };
}

export type Consequence =
  /** The run is on the disk, at the step that it had reached or at an earlier one. */
  | { readonly kind: 'runWhole' | 'runSaved'; readonly reached: number; readonly step: number }
  | { readonly kind: 'runLost'; readonly reached: number }
  | { readonly kind: 'openedGone'; readonly name: string }
  | {
      readonly kind:
        | 'fineTunedLost'
        | 'fineTuningCutOff'
        | 'generatorLost'
        | 'stripReaderLost'
        | 'comparisonLost'
        | 'openingCutOff'
        | 'importCutOff';
    };

/** @param saved what the next engine finds on the disk; null where unknown, so that nothing is said of the run */
export function consequencesOf(memory: EngineMemory, saved: readonly SavedRun[] | null): readonly Consequence[] {
  const { fineTuning, comparedRuns, ownGenerator, ownStripReader, opening, importing } = memory;
  const kinds = [
    ...(fineTuning ? (['fineTuningCutOff'] as const) : []),
    ...(ownGenerator ? (['generatorLost'] as const) : []),
    ...(ownStripReader ? (['stripReaderLost'] as const) : []),
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
  // A saved one is offered.
  if (model.origin === 'fineTuned')
    return !saved || saved.some(({ id }) => id === runId) ? [] : [{ kind: 'fineTunedLost' }];
  if (model.origin === 'opened' && model.fileName !== null) return [{ kind: 'openedGone', name: model.fileName }];
  return [];
}
