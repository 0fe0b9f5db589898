/** The network of a configuration, whatever its cell. */

import { isRecurrent } from '../../domain/cells.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Network, Weight } from './network.ts';
import { createRecurrentNetwork, type NetworkOptions } from './recurrent-network.ts';
import { createTransformerNetwork } from './transformer-network.ts';

/**
 * @param weights in the order and shapes of `weightShapes(config)`; copied
 * @throws GatescopeError `memoryShort` where the machine has not enough memory
 */
export function createNetwork(
  pool: KernelPool,
  config: ModelConfig,
  weights: readonly Weight[],
  options: NetworkOptions = {},
): Network {
  const { cell } = config;
  if (isRecurrent(cell)) return createRecurrentNetwork(pool, { ...config, cell }, weights, options);
  return createTransformerNetwork(pool, config, weights, options);
}
