/** What a recipe makes of the gradients of one step. */

import type { OptimizerKind, Recipe } from '../../protocol/recipe.ts';
import type { Update } from '../kernels/kernel-network.ts';
import type { Optimizer } from '../kernels/orders.ts';
import { randomStream } from '../random.ts';

/** Adam with its authors' constants (D. Kingma and J. Ba 2015), and epsilon as in tf.train.adam. */
const adam: Optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** The constants of tf.train.rmsprop. */
const rmsprop: Optimizer = { kind: 'rmsprop', decay: 0.9, epsilon: 1e-7 };

const optimizers: Record<OptimizerKind, (recipe: Recipe) => Optimizer> = {
  sgd: ({ momentum }) => ({ kind: 'momentum', momentum }),
  rmsprop: () => rmsprop,
  adam: () => adam,
  adamw: () => adam,
};

/** @param step optimizer steps done */
export function updateOf(recipe: Recipe, learningRate: number, step: number): Update {
  const { optimizer, clipNorm, clipValue, truncation, weightDecay, dropout, seed } = recipe;
  return {
    optimizer: optimizers[optimizer](recipe),
    learningRate,
    clipNorm,
    clipValue,
    truncation: truncation === 0 ? 784 : truncation,
    // Plain Adam is Adam without it.
    weightDecay: optimizer === 'adam' ? 0 : weightDecay,
    dropout: dropout > 0 ? { rate: dropout, seed: randomStream(seed, 'dropout', step).integer(2 ** 31) } : null,
  };
}
