/** What a row generator is made of, and how it is trained. */

import type { ModelConfig, Recipe } from '../../domain/recipe/recipe.ts';
import { rowLength } from '../../domain/sequence.ts';
import { defaultConfig, defaultRecipe, recurrentWeightShapes, type WeightShape } from '../../domain/recipe/config.ts';

/** What a person chooses of a generator's training. `truncation`: steps that the gradient goes back through time; 0: all. */
export type GeneratorRecipe = Pick<Recipe, 'units' | 'epochs' | 'truncation' | 'seed'>;

/** Of the shipped generator: its weights just fit into a megabyte. */
export const defaultUnits = 224;

export function generatorConfig(units: number): ModelConfig {
  return { ...defaultConfig, units };
}

/** One LSTM layer, and a readout of one logit for each pixel of the next row. */
export function generatorWeightShapes(units: number): WeightShape[] {
  return recurrentWeightShapes(generatorConfig(units), rowLength);
}

/**
 * Adam, one-cycle, as a classifier is trained. The loss is a sum over 756 pixels, and so the norm of its gradient is larger:
 * clipping at 1 would turn every step into one of the same length.
 */
export function fullRecipe(recipe: GeneratorRecipe): Recipe {
  return { ...defaultRecipe, ...recipe, learningRate: 4e-3, clipNorm: 10 };
}
