/** A Transformer encoder over the steps of an image, computed by the kernels. */

import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createTransformerKernelNetwork, type TransformerKernelNetwork } from '../kernels/transformer/network.ts';
import { withUnreadSteps } from './gradient-flow.ts';
import type { OwnPart, Wanted } from './recurrent-network.ts';
import { createTransformerTrace } from './transformer-trace.ts';

export function openTransformer(
  pool: KernelPool,
  config: ModelConfig,
  { reading, maxBatch, usualBatchSize, arrays }: Wanted,
): { network: TransformerKernelNetwork; own: OwnPart } {
  const { units, heads, layers, positionalEncoding } = config;
  const { steps, firstStep } = reading;
  const shape = {
    steps: steps - firstStep,
    inputSize: reading.stepLength,
    ...{ units, heads, blocks: layers, positionalEncoding },
    classes: config.classes,
  } as const;
  const network = createTransformerKernelNetwork(pool, shape, maxBatch, arrays, {
    reading: { imageBytes: pixelCount, order: reading.order },
    usualBatchSize,
  });
  const own: OwnPart = {
    ...createTransformerTrace(network, config, reading),
    states: null,
    async gradientFlow(batch) {
      const lossGradient = withUnreadSteps(await network.flow(batch), layers, steps, firstStep);
      return { steps, firstStep, layers, lossGradient, stateJacobian: new Float32Array(), stretch: null };
    },
  };
  return { network, own };
}
