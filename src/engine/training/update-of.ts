/** The update that a recipe makes from one step's gradients. */

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
 * RMSprop's epsilon as in textbooks. Inside the root 1e-7 would act like 3e-4, above nearly all gradients of an LSTM,
 * which would then hardly be normalized.
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
 * @param epsilonPlace for RMSprop; differs only for runs started by an earlier version
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
    // Plain Adam is AdamW without decay.
    weightDecay: optimizer === 'adam' ? 0 : weightDecay,
    dropout: dropout > 0 ? { rate: dropout, seed: randomStream(seed, 'dropout', step).integer(2 ** 31) } : null,
  };
}
