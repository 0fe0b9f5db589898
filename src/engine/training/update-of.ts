/** What a recipe makes of the gradients of one step. */

import type { OptimizerKind, Recipe } from '../../domain/recipe/recipe.ts';
import type { Update } from '../kernels/recurrent/kernel-network.ts';
import type { Optimizer } from '../kernels/threads/jobs.ts';
import type { EpsilonPlace } from '../../domain/recipe/epsilon-place.ts';
import { randomStream } from '../../domain/random.ts';

/** Adam with its authors' constants (D. Kingma and J. Ba 2015), and epsilon as in tf.train.adam. */
const adam: Optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 };

/** The decay of T. Hinton (lecture 6e, 2012). */
const rmsprop = { kind: 'rmsprop', decay: 0.9, epsilon: 1e-7 } as const;

/**
 * As textbooks have RMSprop's epsilon. Within the root 1e-7 would act as 3e-4, and nearly all gradients of an LSTM are smaller
 * than that: they would hardly be divided by their size.
 */
export const usualEpsilonPlace: EpsilonPlace = 'besideRoot';

const optimizers: Record<OptimizerKind, (recipe: Recipe, epsilonPlace: EpsilonPlace) => Optimizer> = {
  sgd: ({ momentum }) => ({ kind: 'momentum', momentum }),
  rmsprop: (_, epsilonPlace) => ({ ...rmsprop, epsilonPlace }),
  adam: () => adam,
  adamw: () => adam,
};

/**
 * @param step optimizer steps done
 * @param epsilonPlace of RMSprop; another one only where a run goes on that began with it
 */
export function updateOf(
  recipe: Recipe,
  learningRate: number,
  step: number,
  epsilonPlace: EpsilonPlace = usualEpsilonPlace,
): Update {
  const { optimizer, clipNorm, clipValue, truncation, weightDecay, dropout, seed } = recipe;
  return {
    optimizer: optimizers[optimizer](recipe, epsilonPlace),
    learningRate,
    clipNorm,
    clipValue,
    truncation: truncation === 0 ? 784 : truncation,
    // Plain Adam is Adam without it.
    weightDecay: optimizer === 'adam' ? 0 : weightDecay,
    dropout: dropout > 0 ? { rate: dropout, seed: randomStream(seed, 'dropout', step).integer(2 ** 31) } : null,
  };
}
