/**
 * Trains a row generator and measures it along the way. Independent of clients: reports progress and obeys a signal.
 */

import type { GeneratorLoss } from '../../protocol/generator.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { batchesPerEpoch, createBatchOrder } from '../data/batches.ts';
import type { DigitSet, Mnist } from '../../domain/digit-set.ts';
import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';
import { randomStream } from '../../domain/random.ts';
import { gatherImages, gatherLabels } from '../../domain/digit-set.ts';
import { limits } from '../../domain/limits/limits.ts';
import { learningRateAt } from '../training/schedule.ts';
import { updateOf } from '../training/update-of.ts';
import { fullRecipe, type GeneratorRecipe } from './generator-config.ts';
import { batchSize, type GeneratorNetwork } from './generator-network.ts';
import { lessonOf } from './first-row.ts';
import { binarise, logLikelihoodOfRows } from './likelihood.ts';
import { logitsWithin } from './window.ts';

const measurementsPerEpoch = 10;

/** Optimizer steps of a recipe on these digits. */
export function totalStepsOf({ epochs }: GeneratorRecipe, digits: DigitSet): number {
  return epochs * batchesPerEpoch(digits.count, batchSize);
}

/** How many of `count` test images the measurement uses. */
export function testImagesOf(count: number): number {
  return Math.min(count, limits.maxGeneratorTestImages);
}

/**
 * Mean −log p(x) in nats over the first test digits, without their labels; null for none. A network that sees fewer rows than
 * an image has predicts each row from as many before it.
 * @param onMeasured is told the number of images of each batch
 * @throws the signal's reason once aborted
 */
export async function measureGenerator(
  network: Pick<GeneratorNetwork, 'logits' | 'seenRows'>,
  { images }: Pick<DigitSet, 'images'>,
  signal?: AbortSignal,
  onMeasured: (count: number) => void = () => undefined,
): Promise<number | null> {
  const binary = binarise(images.subarray(0, testImagesOf(images.length / pixelCount) * pixelCount));
  const count = binary.length / pixelCount;
  let loss = 0;
  for (let start = 0; start < count; start += batchSize) {
    signal?.throwIfAborted();
    const batch = binary.subarray(start * pixelCount, Math.min(start + batchSize, count) * pixelCount);
    const logits = await logitsWithin(network, batch, network.seenRows - 1, null, signal);
    for (let at = 0; at < batch.length; at += pixelCount) {
      const likelihood = logLikelihoodOfRows(logits.subarray(at, at + pixelCount), batch.subarray(at, at + pixelCount));
      for (const nats of likelihood) loss -= nats;
    }
    onMeasured(batch.length / pixelCount);
  }
  return count === 0 ? null : loss / count;
}

export type GeneratorProgress = {
  /** @param step optimizer steps done @param loss −log p of the latest batch of whole images without labels, in nats */
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
  let latest: number | null = null;
  for (let step = 1; step <= totalSteps; step++) {
    const batch = batchAt(step - 1);
    const whole = binarise(gatherImages(train, batch));
    const { isLabelled, isInside } = network.labels > 0 ? lessonOf(recipe.seed, step) : plain;
    const images = isInside ? fromInside(whole, recipe.seed, step) : whole;
    const known = {
      labels: isLabelled ? gatherLabels(train, batch) : null,
      inside: isInside ? new Uint8Array(batch.length).fill(1) : null,
    };
    const update = updateOf(full, learningRateAt(full, step - 1, totalSteps), step - 1);
    signal.throwIfAborted();
    const { loss, gradientNorm } = await inTurn(() => network.train(images, update, known));
    if (!Number.isFinite(loss + gradientNorm)) throw exploded(step);
    // Only whole images without a label are what the test measures.
    if (latest === null || !(isLabelled || isInside)) {
      latest = loss;
      sum += loss;
      summed++;
    }
    onStep(step, latest);
    if (!isMeasured(step)) continue;
    const testLoss = await inTurn(() => measureGenerator(network, test, signal));
    onLoss({ epoch: step / perEpoch, trainLoss: summed > 0 ? sum / summed : latest, testLoss });
    sum = 0;
    summed = 0;
  }
}

const plain = { isLabelled: false, isInside: false };

/** Each image from a row on that is drawn by seed and step, blank below its last. */
function fromInside(images: Uint8Array, seed: number, step: number): Uint8Array {
  const random = randomStream(seed, 'firstRows', -step);
  const moved = new Uint8Array(images.length);
  for (let at = 0; at < images.length; at += pixelCount) {
    const start = 1 + random.integer(rows - 2);
    moved.set(images.subarray(at + start * rowLength, at + pixelCount), at);
  }
  return moved;
}

function exploded(step: number): GatescopeError {
  return new GatescopeError('trainingFailed', `The gradients exploded at step ${step}. Train the generator again.`, {
    of: 'generator',
    step,
  });
}
