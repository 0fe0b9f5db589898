/** A network's configuration and what follows from it: layer sizes, parameter count. Pure; the screen uses it too. */

import { gateCountOf, isRecurrent } from '../cells.ts';
import type { Range } from './field-kinds.ts';
import type { ModelConfig, Recipe } from './recipe.ts';
import { networkNames } from './network-fields.ts';
import { stepsOf } from './reading.ts';
import { appliesTo, fieldNames, isNumberName, numberField, type NumberName, recipeFields } from './recipe-fields.ts';
import { type TransformerSize, transformerWeightShapes } from './transformer-weights.ts';

/** Smallest and largest value of every number. */
export const settingRanges = Object.fromEntries(
  fieldNames.filter(isNumberName).map((name) => [name, numberField(name).range]),
) as Readonly<Record<NumberName, Range>>;

/**
 * The recipe that the Train button starts with: one-cycle up to 4e-3 with the gradient norm clipped at 1, found to reach
 * 99 % where Adam at a constant 1e-3 stays at 98.2 % (docs/model.md).
 */
export const defaultRecipe = Object.fromEntries(fieldNames.map((name) => [name, recipeFields[name].default])) as Recipe;

export const defaultConfig = modelConfigOf(defaultRecipe);

/** How many steps back gradients go in training, 0: all. */
export function truncationOfRecipe(recipe: Pick<Recipe, 'cell' | 'optimizer' | 'truncation'>): number {
  return appliesTo('truncation', recipe) ? recipe.truncation : recipeFields.truncation.off;
}

/** The part of a recipe that defines the network. */
export function modelConfigOf(recipe: ModelConfig): ModelConfig {
  return Object.fromEntries(networkNames.map((name) => [name, recipe[name]])) as ModelConfig;
}

/** Length of the vectors that a layer reads: the pixels of a step, or the hidden state below. */
export function inputSizeOf({ units, order }: ModelConfig, layer: number): number {
  return layer === 0 ? stepsOf(order).stepLength : units;
}

export type WeightShape = {
  /** As in a tfjs LayersModel: `lstm_1/kernel`, `lstm_1/recurrent_kernel`, `lstm_1/bias`, `readout/kernel`, `readout/bias`. */
  readonly name: string;
  readonly shape: readonly number[];
};

/** Names and shapes of all weights of a configuration, bottom layer first, as in a tfjs LayersModel. */
export function weightShapes(config: ModelConfig): WeightShape[] {
  if (config.cell === 'transformer') return transformerWeightShapes(transformerSizeOf(config));
  return recurrentWeightShapes(config, config.classes);
}

/** @param outputs of the readout */
export function recurrentWeightShapes(config: ModelConfig, outputs: number): WeightShape[] {
  const { cell, units, layers } = config;
  if (!isRecurrent(cell)) throw new RangeError('A Transformer has no recurrent weights.');
  const columns = gateCountOf(cell) * units;
  const recurrent = Array.from({ length: layers }, (_, layer) => [
    { name: `${cell}_${layer + 1}/kernel`, shape: [inputSizeOf(config, layer), columns] },
    { name: `${cell}_${layer + 1}/recurrent_kernel`, shape: [units, columns] },
    { name: `${cell}_${layer + 1}/bias`, shape: [columns] },
  ]);
  return [
    ...recurrent.flat(),
    { name: 'readout/kernel', shape: [units, outputs] },
    { name: 'readout/bias', shape: [outputs] },
  ];
}

/** The sizes that determine the weights of a Transformer. */
export function transformerSizeOf(config: ModelConfig): TransformerSize {
  const { units, layers: blocks, classes } = config;
  return { inputSize: inputSizeOf(config, 0), units, blocks, classes };
}

/** Number of values of a shape. */
export function sizeOfShape(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/**
 * Number of weights of all layers: of a recurrent layer, gates × (input + units + 1 bias) × units each, and the readout's
 * (units + 1) × classes; of a Transformer, see `transformer-weights.ts`.
 */
export function parameterCount(config: ModelConfig): number {
  return weightShapes(config).reduce((sum, { shape }) => sum + sizeOfShape(shape), 0);
}
