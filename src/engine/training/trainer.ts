/** One optimizer step after the other over the shuffled training digits. Knows no clock, no client and no pause. */

import type { Recipe } from '../../protocol/api.ts';
import { GatescopeError } from '../../protocol/errors.ts';
import type { Interruptible } from '../cooperate.ts';
import { batchesPerEpoch, createBatchOrder } from '../data/batches.ts';
import type { DigitSet } from '../data/mnist.ts';
import { gatherLabels, gatherSequences } from '../data/sequence.ts';
import type { Network } from '../models/network.ts';
import { clipByGlobalNorm, createAdam } from './optimizer.ts';
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
  trainStep(): Interruptible<StepRecord>;
};

/** @param plannedSteps the steps that the learning-rate schedule spans; the recipe's epochs by default */
export function createTrainer(network: Network, digits: DigitSet, recipe: Recipe, plannedSteps?: number): Trainer {
  const stepsPerEpoch = batchesPerEpoch(digits.count, recipe.batchSize);
  const totalSteps = plannedSteps ?? stepsPerEpoch * recipe.epochs;
  const batchAt = createBatchOrder(digits.count, recipe.batchSize, recipe.seed);
  const adam = createAdam(network.weights);
  let step = 0;

  return {
    stepsPerEpoch,
    totalSteps,
    get step() {
      return step;
    },
    *trainStep() {
      const batch = batchAt(step);
      const sequences = gatherSequences(digits.images, batch);
      const { loss, correct, gradients } = yield* network.gradients(sequences, gatherLabels(digits, batch));
      const gradientNorm = clipByGlobalNorm(gradients, recipe.clipNorm);
      if (!Number.isFinite(loss) || !Number.isFinite(gradientNorm)) throw exploded(step + 1);
      const learningRate = learningRateAt(recipe, step, totalSteps);
      adam.update(gradients, learningRate);
      network.weightsChanged();
      step++;
      return { loss, accuracy: correct / batch.length, learningRate, gradientNorm, samples: batch.length };
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
