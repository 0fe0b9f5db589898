/** What a network can be made of, and what follows from it: layer sizes, parameter count. Pure; the screen uses it too. */

import type { ModelConfig, Recipe } from './recipe.ts';
import { stepsOf } from './reading.ts';
import { type TransformerSize, transformerWeightShapes } from './transformer-weights.ts';

/** Of MNIST: the digits 0 to 9. */
export const digitClasses = 10;

/** Gates of a cell: each is a dense layer of its own over input and hidden state. */
export const gateCounts = { rnn: 1, gru: 3, lstm: 4 } as const;

/** How many classes a data set may tell apart. */
export const classLimits = [2, 100] as const;

/** Smallest and largest value of every number a person may set. */
export const limits = {
  window: [0, 784],
  units: [8, 512],
  layers: [1, 4],
  heads: [1, 8],
  epochs: [1, 100],
  batchSize: [1, 1024],
  learningRate: [1e-6, 1],
  momentum: [0, 0.99],
  weightDecay: [0, 1],
  dropout: [0, 0.9],
  clipNorm: [0, 1000],
  clipValue: [0, 1000],
  truncation: [0, 784],
  targetAccuracy: [0, 1],
  patience: [0, 100],
  seed: [0, 2 ** 32 - 1],
} as const satisfies Partial<Record<keyof Recipe, readonly [number, number]>>;

export const mostRecurrentLayers = 3;
export const transformerUnits = [16, 256] as const;

export const defaultConfig: ModelConfig = {
  cell: 'lstm',
  activation: 'tanh',
  units: 128,
  layers: 1,
  heads: 4,
  positionalEncoding: 'sinusoidal',
  classes: digitClasses,
  order: 'rowsDown',
  window: 0,
};

/**
 * The recipe that the Train button starts with: one-cycle up to 4e-3 with the gradient norm clipped at 1, found to reach
 * 99 % where Adam at a constant 1e-3 stays at 98.2 % (ARCHITECTURE.md, "Accuracy").
 */
export const defaultRecipe: Recipe = {
  ...defaultConfig,
  lossAt: 'lastStep',
  augmentation: 'standard',
  epochs: 5,
  batchSize: 128,
  optimizer: 'adam',
  learningRate: 4e-3,
  schedule: 'oneCycle',
  momentum: 0.9,
  weightDecay: 0,
  dropout: 0,
  clipNorm: 1,
  clipValue: 0,
  truncation: 0,
  targetAccuracy: 0,
  patience: 0,
  seed: 1,
};

/** Why a recipe cannot be: its settings are each right, but not together. */
export type RecipeProblem =
  'transformerUnits' | 'headsDivideUnits' | 'transformerPixels' | 'transformerEveryStep' | 'recurrentLayers';

/** @returns the first problem, or null */
export function recipeProblem({ cell, units, heads, order, layers, lossAt }: Recipe): RecipeProblem | null {
  if (cell !== 'transformer') return layers > mostRecurrentLayers ? 'recurrentLayers' : null;
  if (units < transformerUnits[0] || units > transformerUnits[1]) return 'transformerUnits';
  if (units % heads !== 0) return 'headsDivideUnits';
  // Attention grows with the square of the steps: 784 × 784 for each head and digit.
  if (order === 'pixels') return 'transformerPixels';
  // It looks at all steps at once: an answer after each of them would take as many passes.
  if (lossAt === 'everyStep') return 'transformerEveryStep';
  return null;
}

/** Steps that gradients go back in training, 0: all. A Transformer looks at all steps at once. */
export function truncationOfRecipe({ cell, truncation }: Pick<Recipe, 'cell' | 'truncation'>): number {
  return cell === 'transformer' ? 0 : truncation;
}

/** The part of a recipe that makes the network. */
export function modelConfigOf(recipe: ModelConfig): ModelConfig {
  const { cell, activation, units, layers, heads, positionalEncoding, classes, order, window } = recipe;
  return { cell, activation, units, layers, heads, positionalEncoding, classes, order, window };
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
  if (cell === 'transformer') throw new RangeError('A Transformer has no recurrent weights.');
  const columns = gateCounts[cell] * units;
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

export function transformerSizeOf(config: ModelConfig): TransformerSize {
  const { units, layers: blocks, classes } = config;
  return { inputSize: inputSizeOf(config, 0), units, blocks, classes };
}

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
