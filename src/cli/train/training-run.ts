/** A training run from the first step to the last evaluation, reported as the lines that `train --json` prints. */

import type { Evaluation, RunStatus } from '../../protocol/run.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { DigitSet, Mnist } from '../../domain/digit-set.ts';
import type { KernelPool } from '../../engine/kernels/threads/pool.ts';
import { initialWeights } from '../../engine/models/initial-weights.ts';
import { modelConfigOf } from '../../domain/recipe/config.ts';
import { createNetwork } from '../../engine/models/create-network.ts';
import type { Weight } from '../../engine/models/network.ts';
import { createAwakeClock } from '../../engine/training/awake-clock.ts';
import { withTemperature } from '../../engine/training/calibration.ts';
import { evaluate } from '../../engine/training/evaluate.ts';
import { createHistory } from '../../engine/history/history.ts';
import { type EpochEnd, stopRuleMet } from '../../engine/training/stop-rules.ts';
import { createTrainer } from '../../engine/training/trainer.ts';
import { validate, type Validation } from '../../engine/training/validation.ts';
import { type ComputedBy, computedBy } from '../shared/computed-by.ts';

/** After each optimizer step. */
export type StepLine = {
  readonly type: 'step';
  /** From 1. */
  readonly step: number;
  /** Mean cross-entropy of the step's batch before the update, in nats. */
  readonly loss: number;
  /** In this step. */
  readonly samplesPerSecond: number;
};

/** After each whole epoch. */
export type EpochLine = {
  readonly type: 'epoch';
  /** From 1. */
  readonly epoch: number;
  /** Means over the epoch's steps. */
  readonly loss: number;
  readonly trainAccuracy: number;
  /** After the epoch; null where no digit has an answer. */
  readonly testAccuracy: number | null;
  /** Time spent training in this epoch. */
  readonly seconds: number;
};

/** The last line, also of an interrupted run. */
export type ResultLine = ComputedBy & {
  readonly type: 'result';
  readonly steps: number;
  /** The stop rule that was met before the last step, or null. */
  readonly stoppedBy: RunStatus['stoppedBy'];
  /** Null where an interruption left the last weights unmeasured. */
  readonly testAccuracy: number | null;
  /** On the held-back digits; null where there were none, or the run was interrupted before. */
  readonly validationAccuracy: number | null;
  readonly validationLoss: number | null;
  /** Divisor of the saved readout that calibrates its probabilities; null where it was not determined. */
  readonly temperature: number | null;
  /** Over all training time; 0 before the first step. */
  readonly samplesPerSecond: number;
  /** Time spent training. */
  readonly seconds: number;
  /** Folder of the saved model, or null. */
  readonly model: string | null;
};

export type TrainingLine = StepLine | EpochLine | ResultLine;

export type Snapshot = {
  readonly weights: readonly Weight[];
  /** Optimizer steps done. */
  readonly step: number;
  /** Of these very weights; null where they were not measured. */
  readonly evaluation: Evaluation | null;
  readonly validation: Validation | null;
};

/**
 * Resolves with the folder that now holds the weights; null where they could not be saved, which has been reported.
 * @param isLast whether no other one follows @throws Error where the last one cannot be saved
 */
export type Save = (snapshot: Snapshot, isLast: boolean) => Promise<string | null>;

export type TrainingRun = {
  readonly recipe: Recipe;
  /** Total steps; the learning-rate schedule spans them. */
  readonly totalSteps: number;
  /** Weights that training begins with; by default fresh ones of the recipe's seed. */
  readonly weights?: readonly Weight[] | undefined;
  /** Learning rates that a person set during the run, each after `step` steps. */
  readonly rates?: readonly { readonly step: number; readonly to: number }[] | undefined;
};

/** `validation`: digits held back from `train`. */
export type TrainingDigits = Mnist & { readonly validation?: DigitSet };

/**
 * Trains a fresh network; an aborted signal ends it after the present step. Validation digits, if any, set the
 * temperature by which the trained network's readout is divided.
 * @param save called after each epoch and at the end; null saves nothing
 * @param now milliseconds, of a clock that stops while the machine sleeps
 * @throws GatescopeError `trainingFailed` when the gradients explode; what `save` throws
 */
export async function* runTraining(
  pool: KernelPool,
  digits: TrainingDigits,
  { recipe, totalSteps, weights = initialWeights(recipe, recipe.seed), rates = [] }: TrainingRun,
  save: Save | null,
  signal: AbortSignal,
  now: () => number = createAwakeClock().now,
): AsyncGenerator<TrainingLine, void> {
  const config = modelConfigOf(recipe);
  let network = createNetwork(pool, config, weights, recipe);
  const trainer = createTrainer(network, digits.train, recipe, { plannedSteps: totalSteps });
  const history = createHistory();
  const spent = { samples: 0, seconds: 0 };
  let secondsBeforeEpoch = 0;
  let savedStep = 0;
  let evaluation: Evaluation | null = null;
  let validation: Validation | null = null;
  let model: string | null = null;

  async function trainStep(): Promise<StepLine> {
    for (const { step, to } of rates) if (step === trainer.step) trainer.setLearningRate(to);
    const started = now();
    const record = await trainer.trainStep();
    const seconds = (now() - started) / 1000;
    history.push(record);
    spent.samples += record.samples;
    spent.seconds += seconds;
    return { type: 'step', step: trainer.step, loss: record.loss, samplesPerSecond: record.samples / seconds };
  }

  /** Of the present weights; null when interrupted. */
  function measure(): Promise<Evaluation | null> {
    return unlessAborted(evaluate(network, digits.test, undefined, signal));
  }

  function unlessAborted<Result>(work: Promise<Result>): Promise<Result | null> {
    return work.catch((error: unknown) => {
      if (signal.aborted) return null;
      throw error;
    });
  }

  /** From here on `network` is the one with the temperature in its readout. */
  async function calibrate(validationDigits: DigitSet): Promise<void> {
    validation = await unlessAborted(validate(network, validationDigits, signal));
    if (!validation) return;
    const weights = withTemperature(network.readWeights(), validation.temperature);
    network.dispose();
    network = createNetwork(pool, config, weights);
    evaluation = null;
    savedStep = 0;
  }

  async function saveOnce(evaluation: Evaluation | null, isLast: boolean): Promise<void> {
    if (!save || savedStep === trainer.step) return;
    const { step } = trainer;
    const folder = await save({ weights: network.readWeights(), step, evaluation, validation }, isLast);
    if (folder === null) return;
    model = folder;
    savedStep = step;
  }

  function epochLine({ accuracy: testAccuracy }: Evaluation): EpochLine {
    const { loss, accuracy: trainAccuracy } = history.meansSince(trainer.step - trainer.stepsPerEpoch);
    const epoch = trainer.step / trainer.stepsPerEpoch;
    return { type: 'epoch', epoch, loss, trainAccuracy, testAccuracy, seconds: spent.seconds - secondsBeforeEpoch };
  }

  const ends: EpochEnd[] = [];
  let stoppedBy: RunStatus['stoppedBy'] = null;
  try {
    while (trainer.step < totalSteps && !signal.aborted && stoppedBy === null) {
      evaluation = null;
      yield await trainStep();
      if (trainer.step % trainer.stepsPerEpoch !== 0) continue;
      evaluation = await measure();
      await saveOnce(evaluation, false);
      if (!evaluation) continue;
      const line = epochLine(evaluation);
      yield line;
      secondsBeforeEpoch = spent.seconds;
      ends.push({ testAccuracy: line.testAccuracy, testLoss: evaluation.loss });
      stoppedBy = stopRuleMet(recipe, ends);
    }
    if (digits.validation && !signal.aborted) await calibrate(digits.validation);
    evaluation ??= await measure();
    await saveOnce(evaluation, true);
  } finally {
    network.dispose();
  }
  yield {
    type: 'result',
    steps: trainer.step,
    stoppedBy,
    testAccuracy: evaluation?.accuracy ?? null,
    ...told(validation),
    samplesPerSecond: spent.seconds > 0 ? spent.samples / spent.seconds : 0,
    seconds: spent.seconds,
    ...computedBy(pool),
    model,
  };
}

function told(validation: Validation | null) {
  const { accuracy = null, loss = null, temperature = null } = validation ?? {};
  return { validationAccuracy: accuracy, validationLoss: loss, temperature };
}
