/** `config.json` beside exported weights: what the loader scripts need to build the network and read an image. */

import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { planReading, stepsRead } from '../../domain/recipe/reading.ts';
import { feedForwardFactor } from '../../domain/recipe/transformer-weights.ts';
import { sinusoidalPositions } from '../kernels/transformer/positions.ts';
import type { Weight } from '../models/network.ts';

/** Makes the content of `config.json`. */
export function loaderConfig(config: ModelConfig, weights: readonly Weight[]) {
  const { stepLength, order } = planReading(config);
  const { cell, activation, units, layers, heads } = config;
  const steps = stepsRead(config);
  const classes = weights.at(-1)?.values.length ?? 0;
  return {
    ...{ cell, activation, units, layers, heads, classes, steps, stepLength },
    /** [steps × stepLength] the pixel indices (of 784) that each step reads. */
    reading: [...order],
    feedForward: feedForwardFactor * units,
    positions: cell === 'transformer' && config.positionalEncoding === 'sinusoidal' ? positions(steps, units) : null,
  };
}

/** [steps][units] */
function positions(steps: number, units: number): number[][] {
  const values = sinusoidalPositions(steps, units);
  return Array.from({ length: steps }, (_, step) => [...values.subarray(step * units, (step + 1) * units)]);
}
