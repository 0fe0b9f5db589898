/** What a network can be made of, and what follows from it: layer sizes, parameter count. Pure; the screen uses it too. */

import type { ModelConfig, Recipe } from '../../protocol/api.ts';
import { rowLength } from '../data/sequence.ts';

export const classCount = 10;

/** Smallest and largest value of every number a person may set. */
export const limits = {
  units: [8, 512],
  layers: [1, 3],
  epochs: [1, 100],
  batchSize: [1, 1024],
  learningRate: [1e-6, 1],
  clipNorm: [0, 1000],
  seed: [0, 2 ** 32 - 1],
} as const satisfies Partial<Record<keyof Recipe, readonly [number, number]>>;

/**
 * The recipe that the Train button starts with: one-cycle up to 4e-3 with the gradient norm clipped at 1, found to reach
 * 99 % where Adam at a constant 1e-3 stays at 98.2 % (ARCHITECTURE.md, "Accuracy").
 */
export const defaultRecipe: Recipe = {
  cell: 'lstm',
  units: 128,
  layers: 1,
  epochs: 5,
  batchSize: 128,
  learningRate: 4e-3,
  schedule: 'oneCycle',
  clipNorm: 1,
  seed: 1,
};

/** Length of the vectors that a layer reads: a row of pixels, or the hidden state below. */
export function inputSizeOf({ units }: ModelConfig, layer: number): number {
  return layer === 0 ? rowLength : units;
}

export type WeightShape = {
  /** As in a tfjs LayersModel: `lstm_1/kernel`, `lstm_1/recurrent_kernel`, `lstm_1/bias`, `readout/kernel`, `readout/bias`. */
  readonly name: string;
  readonly shape: readonly number[];
};

/** Names and shapes of all weights of a configuration, bottom layer first, as in a tfjs LayersModel. */
export function weightShapes(config: ModelConfig): WeightShape[] {
  const gates = 4 * config.units;
  const layers = Array.from({ length: config.layers }, (_, layer) => [
    { name: `lstm_${layer + 1}/kernel`, shape: [inputSizeOf(config, layer), gates] },
    { name: `lstm_${layer + 1}/recurrent_kernel`, shape: [config.units, gates] },
    { name: `lstm_${layer + 1}/bias`, shape: [gates] },
  ]);
  return [
    ...layers.flat(),
    { name: 'readout/kernel', shape: [config.units, classCount] },
    { name: 'readout/bias', shape: [classCount] },
  ];
}

/** Number of weights of all layers: 4 gates × (input + units + 1 bias) × units each, and the readout's (units + 1) × 10. */
export function parameterCount(config: ModelConfig): number {
  const sizes = weightShapes(config).map(({ shape }) => shape.reduce((product, size) => product * size, 1));
  return sizes.reduce((sum, size) => sum + size, 0);
}
