/** The network that a person trains in the first minute: so small that each cell of its picture can be seen. */

import { defaultRecipe } from '../../domain/recipe/config.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { RunHistory } from '../lab/charts/history.ts';

/**
 * Three epochs of these settings reach 97.7 % of the test digits (seed 0, `gatescope train --units 32 --batch 64
 * --learning-rate 0.005 --epochs 3 --augmentation none`); a fourth is there for other builds and their rounding.
 */
export const smallRecipe: Recipe = {
  ...defaultRecipe,
  units: 32,
  batchSize: 64,
  learningRate: 0.005,
  epochs: 4,
  targetAccuracy: 0.97,
  augmentation: 'none',
};

/** Training steps over which the accuracy is averaged: of 64 digits in one step it would jump. */
const stepsAveraged = 30;

/** Share of the last training digits that were read right; null before the first step. */
export function latelyRight(records: Pick<RunHistory, 'column'>): number | null {
  const accuracy = records.column('accuracy').slice(-stepsAveraged);
  return accuracy.length === 0 ? null : accuracy.reduce((sum, share) => sum + share, 0) / accuracy.length;
}
