/** One optimizer step after the other over the shuffled training digits. Knows no clock, no client and no pause. */

import type { Recipe } from '../../protocol/api.ts';
import { GatescopeError } from '../../protocol/errors.ts';
import { batchesPerEpoch, createBatchOrder } from '../data/batches.ts';
import type { DigitSet } from '../data/mnist.ts';
import { gatherImages, gatherLabels } from '../data/sequence.ts';
import type { Network } from '../models/network.ts';
import { learningRateAt } from './schedule.ts';

export type StepRecord = {
  /** Mean cross-entropy of the batch before the update, in nats. */
  readonly loss: number;
  /** Share of the batch read correctly before the update, 0 to 1. */
  readonly accuracy: number;
  readonly learningRate: number;
  /** Global gradient norm before clipping. */
  readonly gradientNorm: number;
  readonly samples: number;
};

export type Trainer = {
  readonly stepsPerEpoch: number;
  readonly totalSteps: number;
  /** Optimizer steps done. */
  readonly step: number;
  /** @throws GatescopeError `trainingFailed` if the loss is no longer a number; the weights are then those before the step */
  trainStep(): Promise<StepRecord>;
};

/** @param plannedSteps the steps that the learning-rate schedule spans; the recipe's epochs by default */
export function createTrainer(network: Network, digits: DigitSet, recipe: Recipe, plannedSteps?: number): Trainer {
  const stepsPerEpoch = batchesPerEpoch(digits.count, recipe.batchSize);
  const totalSteps = plannedSteps ?? stepsPerEpoch * recipe.epochs;
  const batchAt = createBatchOrder(digits.count, recipe.batchSize, recipe.seed);
  let step = 0;

  return {
    stepsPerEpoch,
    totalSteps,
    get step() {
      return step;
    },
    async trainStep() {
      const indices = batchAt(step);
      const batch = { images: gatherImages(digits, indices), labels: gatherLabels(digits, indices) };
      const learningRate = learningRateAt(recipe, step, totalSteps);
      const { loss, correct, gradientNorm } = await network.train(batch, { learningRate, clipNorm: recipe.clipNorm });
      if (!Number.isFinite(loss + gradientNorm)) throw exploded(step + 1);
      step++;
      return { loss, accuracy: correct / indices.length, learningRate, gradientNorm, samples: indices.length };
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
