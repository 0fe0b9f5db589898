/** A run's progress, as the top bar shows it. */

import type { EngineStatus, EpochRecord } from '../../../protocol/run.ts';
import type { ModelOrigin } from '../../../domain/recipe/recipe.ts';

export type Progress = {
  /** The epoch in progress, from 1. */
  readonly epoch: number;
  readonly epochs: number;
  /** How much of that epoch is done, 0 to 1. */
  readonly share: number;
  /**
   * Until the recipe is done at the present speed; null while the speed is unknown, in slow motion, or while nothing
   * runs.
   */
  readonly secondsLeft: number | null;
};

/** Whether a network is only shown: its weights stay, and training begins with a fresh one. */
export function comesTrained(origin: ModelOrigin): boolean {
  return origin === 'pretrained' || origin === 'fineTuned' || origin === 'opened';
}

export function progressOf({ run, recipe }: Pick<EngineStatus, 'run' | 'recipe'>): Progress {
  const { step, stepsPerEpoch, totalSteps, samplesPerSecond, phase, slowMotion } = run;
  // A network that is only shown has no steps.
  if (stepsPerEpoch === 0) return { epoch: 1, epochs: recipe.epochs, share: 0, secondsLeft: null };
  const epochs = Math.round(totalSteps / stepsPerEpoch);
  const finished = step >= totalSteps;
  const epochsDone = Math.floor(step / stepsPerEpoch);
  const running = phase === 'training' && !slowMotion && samplesPerSecond > 0;
  return {
    epoch: finished ? epochs : epochsDone + 1,
    epochs,
    share: finished ? 1 : step / stepsPerEpoch - epochsDone,
    secondsLeft: running ? ((totalSteps - step) * recipe.batchSize) / samplesPerSecond : null,
  };
}

/**
 * The test accuracy measured last, and the step whose weights had it; null while this network has not been measured;
 * the share is null where it has no answers. The engine knows it for the present weights only, so a continued run shows
 * its latest evaluation.
 */
export function knownAccuracy(
  { run, model }: Pick<EngineStatus, 'run' | 'model'>,
  lastEpoch: EpochRecord | null,
): { readonly share: number | null; readonly step: number } | null {
  if (lastEpoch) return { share: lastEpoch.testAccuracy, step: lastEpoch.step };
  return model.testAccuracy === null ? null : { share: model.testAccuracy, step: run.step };
}
