/** The structure and training of a row generator. */

import type { ModelConfig, Recipe } from '../../domain/recipe/recipe.ts';
import { rowLength } from '../../domain/sequence.ts';
import { defaultConfig, defaultRecipe, recurrentWeightShapes, type WeightShape } from '../../domain/recipe/config.ts';

/**
 * What a person chooses for a generator's training. `truncation`: steps the gradient goes back through time; 0: all.
 */
export type GeneratorRecipe = Pick<Recipe, 'units' | 'epochs' | 'truncation' | 'seed'>;

/** For the shipped generator: its weights just fit into a megabyte. */
export const defaultUnits = 224;

/** The model configuration of a generator. */
export function generatorConfig(units: number): ModelConfig {
  return { ...defaultConfig, units };
}

/** One LSTM layer, and a readout of one logit for each pixel of the next row. */
export function generatorWeightShapes(units: number): WeightShape[] {
  return recurrentWeightShapes(generatorConfig(units), rowLength);
}

/**
 * Adam with one-cycle, like a classifier. The loss is a sum over 756 pixels, so its gradient norm is larger: clipping
 * at 1 would make every step the same length.
 */
export function fullRecipe(recipe: GeneratorRecipe): Recipe {
  return { ...defaultRecipe, ...recipe, learningRate: 4e-3, clipNorm: 10 };
}
