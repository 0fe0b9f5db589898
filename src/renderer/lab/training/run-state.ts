/** The person's actions on the run: training, its pace, and replacing it by another. */

import type { Recipe } from '../../../domain/recipe/recipe.ts';
import type { SavedRun } from '../../../protocol/saved-runs.ts';
import type { EngineState } from '../../client/engine-state.svelte.ts';
import { isInterrupted } from './saved-runs.svelte.ts';

export type RunState = {
  /** Whether something runs that `pause` would end. */
  readonly busy: boolean;
  readonly train: () => void;
  readonly pause: () => void;
  readonly step: () => void;
  readonly trainEpoch: () => void;
  readonly evaluate: () => void;
  readonly setSlowMotion: (on: boolean) => void;
  readonly setLearningRate: (learningRate: number) => void;
  /** @param isTrial for a lesson: it is not kept unless it is trained for long */
  readonly restart: (recipe: Recipe, isTrial?: boolean) => void;
  /** Trains a fresh network of this recipe at once, after a run that failed. */
  readonly retrain: (recipe: Recipe) => void;
  /** Shows a saved run, and trains it further if it was not done. */
  readonly resume: (run: SavedRun) => void;
};

export function createRunState(engine: Pick<EngineState, 'status' | 'act'>): RunState {
  const { act } = engine;
  return {
    get busy() {
      const { status } = engine;
      return status !== null && (status.run.phase === 'training' || status.run.evaluating !== null);
    },
    train: () => void act('train', undefined),
    pause: () => void act('pause', undefined),
    step: () => void act('step', undefined),
    trainEpoch: () => void act('trainEpoch', undefined),
    evaluate: () => void act('evaluate', undefined),
    setSlowMotion: (on) => void act('setSlowMotion', { on }),
    setLearningRate: (learningRate) => void act('setLearningRate', { learningRate }),
    restart: (recipe, isTrial = false) => void act('restart', { recipe, isTrial }),
    retrain: (recipe) => void act('restart', { recipe }).then((done) => done && act('train', undefined)),
    resume: (run) =>
      void act('resumeRun', { id: run.id }).then((done) => done && isInterrupted(run) && act('train', undefined)),
  };
}
