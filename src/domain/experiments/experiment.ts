/** An experiment: runs that differ in one thing. Pure data, also used by the screen and the command line. */

import * as v from 'valibot';
import { nameSchema } from '../name-schema.ts';
import type { ReadingOrder, Recipe } from '../recipe/recipe.ts';
import { defaultRecipe } from '../recipe/config.ts';
import { recipeSchema } from '../recipe/recipe-schema.ts';
import { whole } from '../values.ts';
import { limits } from '../limits/limits.ts';

/**
 * `cells`: RNN, LSTM, GRU and Transformer on rows; `length`: 28 steps against 784; `window`: the τ curve; `truncation`:
 * k = 1, 5, 14, 28; `clipping`: with and without; `order`: whether it matters; `positions`: a Transformer with and
 * without positional encoding; `capacity`: units × training digits; `decay`: weight decay 0, 0.01, 0.1.
 */
const experimentNames = [
  'order',
  'window',
  'cells',
  'length',
  'truncation',
  'clipping',
  'positions',
  'capacity',
  'decay',
] as const;

export type ExperimentName = (typeof experimentNames)[number];

export const experimentSchema = v.picklist(experimentNames);

/** A recipe to run, with a name for its curve. */
export const runOrderSchema = v.strictObject({
  name: nameSchema,
  recipe: recipeSchema,
  /** Number of training digits, from the first on. */
  digits: whole(limits.minRunImages, limits.maxDataSetImages),
});

export type RunOrder = Readonly<v.InferOutput<typeof runOrderSchema>>;

export type Experiment = {
  readonly name: ExperimentName;
  readonly runs: readonly RunOrder[];
  /** Orders in which each trained network is also tested, if they have as many steps. */
  readonly rereads: readonly ReadingOrder[];
  /** Approximate duration on two cores. */
  readonly seconds: number;
};

/**
 * The base of all experiments: small enough to be quick, large enough to learn; in so few epochs, augmentation costs
 * more than it gains.
 */
const baseRecipe: Recipe = { ...defaultRecipe, augmentation: 'none', units: 64, epochs: 3 };

const baseDigits = 60_000;

/** A run of {@link baseRecipe} with these changes. */
export function runOrder(name: string, changes: Partial<Recipe>, digits = baseDigits): RunOrder {
  return { name, recipe: { ...baseRecipe, ...changes }, digits };
}
