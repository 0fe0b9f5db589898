/** How many digits a recipe learns from. */

import type { Recipe } from './recipe.ts';

/** @param available training digits of the data set */
export function trainingCount({ trainingDigits }: Pick<Recipe, 'trainingDigits'>, available: number): number {
  return trainingDigits > 0 ? Math.min(trainingDigits, available) : available;
}
