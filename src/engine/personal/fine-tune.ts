/**
 * Trains a network further on own digits without forgetting: each batch mixes in MNIST training digits (rehearsal; R.
 * French, "Catastrophic forgetting in connectionist networks", 1999), and a network that loses more than
 * `limits.maxShareLostByFineTuning` of the test digits returns to the last weights that had not.
 */

import type { FineTuneCheck, FineTunePhase } from '../../protocol/personal.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { augment } from '../augment/augment.ts';
import { createBatchOrder } from '../data/batches.ts';
import type { DigitSet, Mnist } from '../../domain/digit-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { gatherImages, gatherLabels } from '../../domain/digit-set.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import type { Batch, Network, Weight } from '../models/network.ts';
import { randomStream } from '../../domain/random.ts';
import { limits } from '../../domain/limits/limits.ts';
import { evaluate } from '../training/evaluate.ts';
import { updateOf } from '../training/update-of.ts';
import type { SplitDigits } from './hold-back.ts';

const stepsBetweenChecks = 30;

/** Digits per step, and how many of them are the person's. */
export const fineTuneBatch = 128;
const ownShare = 32;

/** Small and constant, found with `scripts/measure-fine-tuning.ts`. */
const recipe = { ...defaultRecipe, schedule: 'constant', learningRate: 2e-4 } as const;

/** Adam's first steps are all as large as the rate allows: without a warm-up much is forgotten for a moment. */
const warmUpSteps = 60;

export type FineTuned = {
  readonly phase: Extract<FineTunePhase, 'done' | 'guarded' | 'unlearned'>;
  /** Index of the check whose weights these are; null for the original weights. */
  readonly kept: number | null;
  readonly weights: readonly Weight[];
};

export type FineTuneEvents = {
  onStep(step: number): void;
  /** The first check is of the original network. */
  onCheck(check: FineTuneCheck): void;
};

/**
 * @param network is trained; has room for {@link fineTuneBatch} digits
 * @param own digits to learn from, and held-back digits to measure
 * @param seed decides the batches and their augmentation
 * @throws GatescopeError `trainingFailed`, and the signal's reason once aborted
 */
export async function fineTune(
  network: Network,
  { train, test }: Mnist,
  own: SplitDigits,
  seed: number,
  signal: AbortSignal,
  events: FineTuneEvents,
): Promise<FineTuned> {
  const batchAt = createMixedBatches(train, own.learned, seed);

  async function check(step: number): Promise<FineTuneCheck> {
    const accuracyOf = async (digits: DigitSet) => {
      const { accuracy } = await evaluate(network, digits, undefined, signal);
      if (accuracy === null) throw exploded(step);
      return accuracy;
    };
    const measured = {
      step,
      testAccuracy: await accuracyOf(test),
      learnedAccuracy: await accuracyOf(own.learned),
      heldBackAccuracy: await accuracyOf(own.heldBack),
    };
    events.onCheck(measured);
    return measured;
  }

  const before = await check(0);
  let kept: { readonly index: number; readonly weights: Weight[] } = { index: 0, weights: network.readWeights() };
  for (let step = 1; step <= limits.maxFineTuneSteps; step++) {
    signal.throwIfAborted();
    const { loss, gradientNorm } = await network.train(batchAt(step), updateOf(recipe, learningRateAt(step), step - 1));
    if (!Number.isFinite(loss + gradientNorm)) throw exploded(step);
    events.onStep(step);
    if (step % stepsBetweenChecks !== 0) continue;
    const { testAccuracy } = await check(step);
    // In whole digits: a difference of shares has a rounding error.
    const lost = Math.round((before.testAccuracy - testAccuracy) * test.count);
    if (lost > limits.maxShareLostByFineTuning * test.count) {
      const hasLearned = kept.index > 0;
      return {
        phase: hasLearned ? 'guarded' : 'unlearned',
        kept: hasLearned ? kept.index : null,
        weights: kept.weights,
      };
    }
    kept = { index: step / stepsBetweenChecks, weights: network.readWeights() };
  }
  return { phase: 'done', kept: kept.index, weights: kept.weights };
}

/** The first digits of each batch are the person's, drawn at random and augmented; the rest are MNIST's, likewise. */
export function createMixedBatches(train: DigitSet, learned: DigitSet, seed: number) {
  const othersAt = createBatchOrder(train.count, fineTuneBatch - ownShare, seed);

  /** @param step from 1 */
  return function batchAt(step: number): Batch {
    const random = randomStream(seed, 'fineTune', step);
    const parts = [
      { digits: learned, indices: Uint32Array.from({ length: ownShare }, () => random.integer(learned.count)) },
      { digits: train, indices: othersAt(step - 1) },
    ];
    const count = parts.reduce((sum, { indices }) => sum + indices.length, 0);
    const images = new Uint8Array(count * pixelCount);
    const labels = new Uint8Array(count);
    let filled = 0;
    for (const { digits, indices } of parts) {
      images.set(gatherImages(digits, indices), filled * pixelCount);
      labels.set(gatherLabels(digits, indices), filled);
      filled += indices.length;
    }
    // Augmented by place in the batch, so that repeated digits differ.
    augment(images, labels, Uint32Array.from(labels.keys()), {
      kind: 'standard',
      seed,
      epoch: step,
      count: fineTuneBatch,
    });
    return { images, labels };
  };
}

/** @param step from 1 */
function learningRateAt(step: number): number {
  return recipe.learningRate * Math.min(1, step / warmUpSteps);
}

function exploded(step: number): GatescopeError {
  const message = `The gradients exploded at step ${step} of fine-tuning. The network is unchanged: start fine-tuning again.`;
  return new GatescopeError('trainingFailed', message, { of: 'fineTuning', step });
}
