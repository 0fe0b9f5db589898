/** A Transformer encoder over the steps of an image, computed by the kernels: a {@link Network}. */

import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { planReading } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { createTransformerKernelNetwork } from '../kernels/transformer/network.ts';
import { modelConfigOf, weightShapes } from '../../domain/recipe/config.ts';
import type { Network, Weight } from './network.ts';
import { type NetworkOptions, smallestRoom } from './recurrent-network.ts';
import { createTransformerTrace } from './transformer-trace.ts';

/**
 * @param weights in the order and shapes of `weightShapes(config)`; copied
 * @throws GatescopeError `memoryShort` where the machine has not enough memory
 * @throws RangeError where the heads do not divide the units
 */
export function createTransformerNetwork(
  pool: KernelPool,
  config: ModelConfig,
  weights: readonly Weight[],
  { batchSize = smallestRoom, room = smallestRoom, optimizerState }: Omit<NetworkOptions, 'lossAt'> = {},
): Network {
  const { units, heads, layers, positionalEncoding } = config;
  const reading = planReading(config);
  const { steps, firstStep } = reading;
  const shape = {
    steps: steps - firstStep,
    inputSize: reading.stepLength,
    ...{ units, heads, blocks: layers, positionalEncoding },
    classes: config.classes,
  } as const;
  const largestBatch = Math.max(batchSize, room);
  const arrays = weights.map(({ values }) => values);
  const network = createTransformerKernelNetwork(pool, shape, largestBatch, arrays, {
    reading: { imageBytes: pixelCount, order: reading.order },
    usualBatchSize: batchSize,
  });
  if (optimizerState) network.restoreOptimizer(optimizerState);

  function named(values: readonly Float32Array[]): Weight[] {
    const shapes = weightShapes(config);
    return values.map((each, index) => ({ ...shapes[index], values: each }));
  }

  return {
    config: modelConfigOf(config),
    batchSize: largestBatch,
    readWeights: () => named(network.readWeights()),
    readOptimizer: network.readOptimizer,
    async train(batch, update) {
      const { loss, correct, gradientNorm } = await network.train(batch, update);
      return { loss: loss / batch.labels.length, correct, gradientNorm };
    },
    logits: (images) => network.logits(images),
    snapshot: network.snapshot,
    weightsOf: (snapshot) => named(network.weightsOf(snapshot)),
    snapshotOf: (others) => network.snapshotOf(others.map(({ values }) => values)),
    restore: (snapshot) => {
      network.restore(snapshot);
    },
    ...createTransformerTrace(network, config, reading),
    states: null,
    async gradientFlow(batch) {
      const read = await network.flow(batch);
      const lossGradient = new Float32Array(layers * steps);
      for (let layer = 0; layer < layers; layer++) {
        const own = read.subarray(layer * shape.steps, (layer + 1) * shape.steps);
        lossGradient.set(own, layer * steps + firstStep);
      }
      return { steps, firstStep, layers, lossGradient, stateJacobian: new Float32Array(), stretch: null };
    },
    dispose: () => {
      network.dispose();
    },
  };
}
