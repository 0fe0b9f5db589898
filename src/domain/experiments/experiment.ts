/** What an experiment is: runs that differ in one thing. Pure data; the screen and the command line read it, too. */

import type { ExperimentName, RunOrder } from '../../protocol/comparison.ts';
import type { ReadingOrder, Recipe } from '../recipe/recipe.ts';
import { defaultRecipe } from '../recipe/config.ts';

export type Experiment = {
  readonly name: ExperimentName;
  readonly runs: readonly RunOrder[];
  /** Orders in which each trained network also reads the test digits, where it has as many steps. */
  readonly rereads: readonly ReadingOrder[];
  /** About how long it takes on two cores. */
  readonly seconds: number;
};

/** What all experiments begin with: small enough to be quick, large enough to learn; in so few epochs, augmentation costs more than it gives. */
const baseRecipe: Recipe = { ...defaultRecipe, augmentation: 'none', units: 64, epochs: 3 };

const baseDigits = 60_000;

export function runOrder(name: string, changes: Partial<Recipe>, digits = baseDigits): RunOrder {
  return { name, recipe: { ...baseRecipe, ...changes }, digits };
}
