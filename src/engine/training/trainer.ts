/** Performs optimizer steps over the shuffled training digits. Independent of clock, clients and pauses. */

import type { Recipe } from '../../domain/recipe/recipe.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { onceIdle } from '../../domain/cooperate.ts';
import { augment } from '../augment/augment.ts';
import { replaceByNonDigits } from '../non-digits/replace.ts';
import { batchesPerEpoch, createBatchOrder, pickDigits } from '../data/batches.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import { flatTarget, gatherImages, gatherLabels } from '../../domain/digit-set.ts';
import type { EpsilonPlace } from '../../domain/recipe/epsilon-place.ts';
import { settingRanges } from '../../domain/recipe/config.ts';
import type { Batch, Network } from '../models/network.ts';
import { stepsRead } from '../../domain/recipe/reading.ts';
import { randomStream } from '../../domain/random.ts';
import { trainingCount } from '../../domain/recipe/training-digits.ts';
import type { StepMetric } from '../../protocol/step-metrics.ts';
import { learningRateAt } from './schedule.ts';
import { updateOf, usualEpsilonPlace } from './update-of.ts';

/** The metrics of one step and its number of digits. */
export type StepRecord = Readonly<Record<StepMetric, number>> & { readonly samples: number };

/** A trainer's state, sufficient to resume from. */
export type TrainerState = {
  /** Optimizer steps done. With the recipe's seed it determines all random draws. */
  readonly step: number;
  /** A person's change to the schedule, valid for one cycle. */
  readonly rate: { readonly cycle: number; readonly scale: number };
  /** Where RMSprop adds epsilon: runs saved by earlier versions keep their variant. */
  readonly epsilonPlace: EpsilonPlace;
};

export type Trainer = {
  readonly state: TrainerState;
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** Optimizer steps done. */
  readonly step: number;
  /** For the next step. */
  readonly learningRate: number;
  /** Scales the rest of the schedule's cycle so that the next step takes this rate; no rate exceeds 1. */
  setLearningRate(learningRate: number): void;
  /** @throws GatescopeError `trainingFailed` if the loss is not finite; the weights are then those before the step */
  trainStep(): Promise<StepRecord>;
};

const beginning: TrainerState = { step: 0, rate: { cycle: 0, scale: 1 }, epsilonPlace: usualEpsilonPlace };

export type TrainerOptions = {
  /** Length of the learning-rate schedule in steps; by default the recipe's epochs. */
  readonly plannedSteps?: number | undefined;
  /** State to resume from; by default the beginning. */
  readonly from?: TrainerState | undefined;
};

/** Creates the trainer of a network on `digits`, or those of them that the recipe picks, which it reads in the recipe's order. */
export function createTrainer(
  network: Network,
  digits: DigitSet,
  recipe: Recipe,
  { plannedSteps, from = beginning }: TrainerOptions = {},
): Trainer {
  const count = trainingCount(recipe, digits.count);
  const picked = pickDigits(digits.count, count, recipe.seed);
  const stepsPerEpoch = batchesPerEpoch(count, recipe.batchSize);
  const totalSteps = plannedSteps ?? stepsPerEpoch * recipe.epochs;
  const batchAt = createBatchOrder(count, recipe.batchSize, recipe.seed);
  const lengthRead = stepsRead(recipe);
  const { epsilonPlace } = from;
  let { step, rate } = from;
  /** The batch of a coming step. */
  let prepared: { readonly step: number; readonly batch: Batch } | null = null;

  function rateScale(): number {
    return rate.cycle === cycleOf(step) ? rate.scale : 1;
  }

  function cycleOf(doneSteps: number): number {
    return Math.floor(doneSteps / totalSteps);
  }

  function nextRate(): number {
    const planned = learningRateAt(recipe, step, totalSteps);
    const scale = rateScale();
    // Scaling during warm-up must not exceed the largest rate a person may set.
    return scale === 1 ? planned : Math.min(settingRanges.learningRate[1], scale * planned);
  }

  /** @param at steps done before the batch */
  function batchOf(at: number): Batch {
    const places = batchAt(at);
    const indices = picked ? places.map((place) => picked[place]) : places;
    const images = gatherImages(digits, indices);
    const labels = gatherLabels(digits, indices);
    const epoch = Math.floor(at / stepsPerEpoch);
    if (recipe.nonDigits > 0) replaceByNonDigits(images, labels, recipe, at);
    augment(images, labels, indices, { kind: recipe.augmentation, seed: recipe.seed, epoch, count: digits.count });
    if (recipe.lossAt !== 'randomStep') return { images, labels };
    const random = randomStream(recipe.seed, 'lastSteps', at);
    return { images, labels, lastSteps: Uint16Array.from(indices, () => random.integer(lengthRead)) };
  }

  return {
    stepsPerEpoch,
    totalSteps,
    get state() {
      return { step, rate, epsilonPlace };
    },
    get step() {
      return step;
    },
    get learningRate() {
      return nextRate();
    },
    setLearningRate(learningRate) {
      rate = { cycle: cycleOf(step), scale: learningRate / learningRateAt(recipe, step, totalSteps) };
    },
    async trainStep() {
      const batch = prepared?.step === step ? prepared.batch : batchOf(step);
      const samples = batch.labels.length;
      const learningRate = nextRate();
      // Prepare the next batch while other threads compute.
      const [{ loss, correct, gradientNorm }, next] = await Promise.all([
        network.train(batch, updateOf(recipe, learningRate, step, epsilonPlace)),
        onceIdle(() => batchOf(step + 1)),
      ]);
      prepared = { step: step + 1, batch: next };
      if (!Number.isFinite(loss + gradientNorm)) throw exploded(step + 1);
      step++;
      const weightNorm = network.weightNorm();
      const digitsSeen = batch.labels.reduce((sum, label) => sum + (label === flatTarget ? 0 : 1), 0);
      const accuracy = digitsSeen === 0 ? 0 : correct / digitsSeen;
      return { loss, accuracy, learningRate, gradientNorm, weightNorm, samples };
    },
  };
}

function exploded(step: number): GatescopeError {
  return new GatescopeError(
    'trainingFailed',
    `The gradients exploded at step ${step}. Restart with a smaller learning rate or with clipping.`,
    { step },
  );
}
