/** One run of a comparison, from fresh weights to its results. */

import type { ComparedRun } from '../../protocol/comparison.ts';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { GradientFlow } from '../../protocol/trace.ts';
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

/** Optimizer steps of an order. Stop rules do not apply: curves are to be laid beside each other. */
export function stepsOfOrder({ recipe, digits }: RunOrder): number {
  return batchesPerEpoch(digits, recipe.batchSize) * recipe.epochs;
}

/**
 * @param rereads orders in which the test digits are read besides the recipe's own, where they have as many steps
 * @param onStep told after each step, with the seconds that it took
 * @param now milliseconds, of a clock that stands still while the machine sleeps
 * @throws the signal's reason once it is aborted, between two steps; GatescopeError `trainingFailed` when the gradients
 * explode, `memoryShort` where the network does not fit
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
