/**
 * Trains a row generator and measures it along the way. Independent of clients: reports progress and obeys a signal.
 */

import type { GeneratorLoss } from '../../protocol/generator.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { batchesPerEpoch, createBatchOrder } from '../data/batches.ts';
import type { DigitSet, Mnist } from '../../domain/digit-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { gatherImages } from '../../domain/digit-set.ts';
import { limits } from '../../domain/limits/limits.ts';
import { learningRateAt } from '../training/schedule.ts';
import { updateOf } from '../training/update-of.ts';
import { fullRecipe, type GeneratorRecipe } from './generator-config.ts';
import { batchSize, type GeneratorNetwork } from './generator-network.ts';
import { binarise, logLikelihoodOfRows } from './likelihood.ts';

const measurementsPerEpoch = 10;

/** Optimizer steps of a recipe on these digits. */
export function totalStepsOf({ epochs }: GeneratorRecipe, digits: DigitSet): number {
  return epochs * batchesPerEpoch(digits.count, batchSize);
}

/** How many of `count` test images the measurement uses. */
export function testImagesOf(count: number): number {
  return Math.min(count, limits.maxGeneratorTestImages);
}

/** Mean −log p(x) in nats over the first test digits; null for none. @throws the signal's reason once aborted */
export async function measureGenerator(
  network: Pick<GeneratorNetwork, 'logits'>,
  { images }: Pick<DigitSet, 'images'>,
  signal?: AbortSignal,
): Promise<number | null> {
  const binary = binarise(images.subarray(0, testImagesOf(images.length / pixelCount) * pixelCount));
  const count = binary.length / pixelCount;
  let loss = 0;
  for (let start = 0; start < count; start += batchSize) {
    signal?.throwIfAborted();
    const batch = binary.subarray(start * pixelCount, Math.min(start + batchSize, count) * pixelCount);
    const logits = await network.logits(batch);
    for (let at = 0; at < batch.length; at += pixelCount) {
      const likelihood = logLikelihoodOfRows(logits.subarray(at, at + pixelCount), batch.subarray(at, at + pixelCount));
      for (const nats of likelihood) loss -= nats;
    }
  }
  return count === 0 ? null : loss / count;
}

export type GeneratorProgress = {
  /** @param step optimizer steps done @param loss −log p of its batch, in nats */
  readonly onStep: (step: number, loss: number) => void;
  readonly onLoss: (loss: GeneratorLoss) => void;
};

/**
 * @param inTurn runs each step and measurement when the network is free
 * @throws the signal's reason once aborted
 * @throws GatescopeError `trainingFailed` if the loss is not finite
 */
export async function trainGenerator(
  network: GeneratorNetwork,
  { train, test }: Mnist,
  recipe: GeneratorRecipe,
  inTurn: <Result>(work: () => Promise<Result>) => Promise<Result>,
  { onStep, onLoss }: GeneratorProgress,
  signal: AbortSignal,
): Promise<void> {
  const full = fullRecipe(recipe);
  const perEpoch = batchesPerEpoch(train.count, batchSize);
  const totalSteps = totalStepsOf(recipe, train);
  const batchAt = createBatchOrder(train.count, batchSize, recipe.seed);
  const isMeasured = (step: number) =>
    Math.floor((step * measurementsPerEpoch) / perEpoch) > Math.floor(((step - 1) * measurementsPerEpoch) / perEpoch);
  let sum = 0;
  let summed = 0;
  for (let step = 1; step <= totalSteps; step++) {
    const images = binarise(gatherImages(train, batchAt(step - 1)));
    const update = updateOf(full, learningRateAt(full, step - 1, totalSteps), step - 1);
    signal.throwIfAborted();
    const { loss, gradientNorm } = await inTurn(() => network.train(images, update));
    if (!Number.isFinite(loss + gradientNorm)) throw exploded(step);
    sum += loss;
    summed++;
    onStep(step, loss);
    if (!isMeasured(step)) continue;
    const testLoss = await inTurn(() => measureGenerator(network, test, signal));
    onLoss({ epoch: step / perEpoch, trainLoss: sum / summed, testLoss });
    sum = 0;
    summed = 0;
  }
}

function exploded(step: number): GatescopeError {
  return new GatescopeError('trainingFailed', `The gradients exploded at step ${step}. Train the generator again.`, {
    of: 'generator',
    step,
  });
}
