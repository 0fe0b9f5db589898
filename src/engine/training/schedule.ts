/** The learning rate of every step of a recipe. */

import type { Recipe } from '../../domain/recipe/recipe.ts';

const warmUpShare = 0.3;
const startDivisor = 25;
const endDivisor = 1e4;

/**
 * `oneCycle`: from peak/25 up to the peak over the first 30 % of the steps, then down to peak/250,000, both along half
 * a cosine (L. Smith and N. Topin, "Super-Convergence", 2018; shares and divisors as in PyTorch's OneCycleLR).
 * `cosine`: from the peak down to 0 along half a cosine (I. Loshchilov and F. Hutter, "SGDR", 2017). Beyond the last
 * step a new cycle starts.
 * @param step optimizer steps already done
 * @param totalSteps steps of the whole recipe
 */
export function learningRateAt(
  { schedule, learningRate: peak }: Pick<Recipe, 'schedule' | 'learningRate'>,
  step: number,
  totalSteps: number,
): number {
  switch (schedule) {
    case 'constant':
      return peak;
    case 'cosine':
      return cosineBetween(peak, 0, (step % totalSteps) / totalSteps);
    case 'oneCycle': {
      const position = step % totalSteps;
      const warmUpEnd = warmUpShare * totalSteps - 1;
      const start = peak / startDivisor;
      if (position <= warmUpEnd) return cosineBetween(start, peak, position / warmUpEnd);
      return cosineBetween(peak, start / endDivisor, (position - warmUpEnd) / (totalSteps - 1 - warmUpEnd));
    }
    default:
      return schedule satisfies never;
  }
}

/** From `from` (share 0) to `to` (share 1) along half a cosine. */
function cosineBetween(from: number, to: number, share: number): number {
  return to + ((from - to) / 2) * (1 + Math.cos(Math.PI * share));
}
