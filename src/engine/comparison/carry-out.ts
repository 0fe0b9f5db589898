/** One run of a comparison, from fresh weights to results. */

import type { ComparedRun } from '../../protocol/comparison.ts';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { GradientFlow } from '../../protocol/trace.ts';
import { trainingCount } from '../../domain/recipe/training-digits.ts';
import { batchesPerEpoch } from '../data/batches.ts';
import type { Mnist } from '../../domain/digit-set.ts';
import { type DigitSet, sliceDigits } from '../../domain/digit-set.ts';
import { ordersLike, rereadAs } from '../../domain/recipe/reading.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { modelConfigOf, truncationOfRecipe } from '../../domain/recipe/config.ts';
import { createNetwork } from '../models/create-network.ts';
import { flowDigits } from '../models/gradient-flow.ts';
import { initialWeights } from '../models/initial-weights.ts';
import type { Network, Weight } from '../models/network.ts';
import { evaluate } from '../training/evaluate.ts';
import { createTrainer, type StepRecord } from '../training/trainer.ts';

export type RunResult = Pick<ComparedRun, 'testAccuracy'> & {
  readonly gradientFlow: GradientFlow;
  readonly weights: readonly Weight[];
};

/** Number of optimizer steps. Stop rules do not apply, so that the curves cover the same range. */
export function stepsOfOrder({ recipe, digits }: RunOrder): number {
  return batchesPerEpoch(trainingCount(recipe, digits), recipe.batchSize) * recipe.epochs;
}

/**
 * Trains and measures one run.
 * @param rereads orders to test in besides the recipe's own, where they have as many steps
 * @param onStep called after each step with its duration in seconds
 * @param now milliseconds on a clock that stops while the machine sleeps
 * @throws the signal's reason between two steps once aborted; GatescopeError `trainingFailed` if the gradients explode,
 * `memoryShort` if the network does not fit
 */
export async function carryOut(
  pool: KernelPool,
  { train, test }: Mnist,
  { recipe, digits }: RunOrder,
  rereads: readonly ReadingOrder[],
  onStep: (record: StepRecord, seconds: number) => void,
  signal: AbortSignal,
  now: () => number,
): Promise<RunResult> {
  const network = createNetwork(pool, modelConfigOf(recipe), initialWeights(recipe, recipe.seed), recipe);
  try {
    const trainer = createTrainer(network, sliceDigits(train, 0, digits), recipe);
    while (trainer.step < trainer.totalSteps) {
      signal.throwIfAborted();
      const started = now();
      const record = await trainer.trainStep();
      onStep(record, (now() - started) / 1000);
    }
    const orders = ordersLike(recipe.order).filter((order) => order !== recipe.order && rereads.includes(order));
    const testAccuracy = [];
    for (const order of [recipe.order, ...orders]) {
      testAccuracy.push({ order, accuracy: await accuracyReadAs(network, test, order, signal) });
    }
    const batch = sliceDigits(test, 0, Math.min(flowDigits, network.batchSize));
    const gradientFlow = {
      ...(await network.gradientFlow(batch)),
      truncation: truncationOfRecipe(recipe),
      step: trainer.step,
    };
    return { testAccuracy, gradientFlow, weights: network.readWeights() };
  } finally {
    network.dispose();
  }
}

async function accuracyReadAs(network: Network, test: DigitSet, order: ReadingOrder, signal: AbortSignal) {
  const images = rereadAs(test.images, network.config.order, order);
  const { accuracy } = await evaluate(network, { ...test, images }, undefined, signal);
  return accuracy;
}
