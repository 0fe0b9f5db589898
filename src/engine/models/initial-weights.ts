/** Initial weights of a network, determined by its seed. */

import { gateIndexOf } from '../../domain/cells.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { randomStream } from '../../domain/random.ts';
import { sizeOfShape, type WeightShape, weightShapes } from '../../domain/recipe/config.ts';
import type { Weight } from './network.ts';

/**
 * Matrices are uniform in ±1/√H (as in PyTorch's nn.LSTM and nn.Linear), where H is the units for a recurrent layer and
 * the inputs for a Transformer's dense layer. Biases are 0, but 1 for an LSTM's forget gates, so that a fresh network
 * remembers (R. Jozefowicz et al., ICML 2015). Layer norms start as the identity.
 * @param shapes for a network other than a classifier
 */
export function initialWeights(
  config: ModelConfig,
  seed: number,
  shapes: readonly WeightShape[] = weightShapes(config),
): Weight[] {
  const random = randomStream(seed, 'weights');
  const forget = gateIndexOf(config.cell, 'forgetGate');
  return shapes.map(({ name, shape }) => {
    const values = new Float32Array(sizeOfShape(shape));
    if (shape.length === 2) {
      const bound = 1 / Math.sqrt(config.cell === 'transformer' ? shape[0] : config.units);
      for (let index = 0; index < values.length; index++) values[index] = random.uniform(-bound, bound);
    }
    if (forget !== null && name.startsWith(config.cell) && name.endsWith('bias'))
      values.fill(1, forget * config.units, (forget + 1) * config.units);
    if (name.endsWith('gamma')) values.fill(1);
    return { name, shape, values };
  });
}
