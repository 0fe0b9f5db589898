/** Fresh weights for a network, decided by its seed alone. */

import type { ModelConfig } from '../../protocol/api.ts';
import { randomStream } from '../random.ts';
import { weightShapes } from './config.ts';
import type { Weight } from './network.ts';

/**
 * Matrices uniform in ±1/√H (the rule of PyTorch's nn.LSTM and nn.Linear), biases 0 but 1 for the forget gates, so that a
 * fresh network remembers (R. Jozefowicz et al., ICML 2015).
 */
export function initialWeights(config: ModelConfig, seed: number): Weight[] {
  const random = randomStream(seed, 'weights');
  const bound = 1 / Math.sqrt(config.units);
  return weightShapes(config).map(({ name, shape }) => {
    const values = new Float32Array(shape.reduce((product, size) => product * size, 1));
    if (shape.length === 2)
      for (let index = 0; index < values.length; index++) values[index] = random.uniform(-bound, bound);
    if (name.startsWith('lstm') && name.endsWith('bias')) values.fill(1, config.units, 2 * config.units);
    return { name, shape, values };
  });
}
