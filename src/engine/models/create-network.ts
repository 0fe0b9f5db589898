/** Creates the {@link Network} of a configuration, whatever its cell, on the kernels. */

import { isRecurrent } from '../../domain/cells.ts';
import { modelConfigOf, weightShapes } from '../../domain/recipe/config.ts';
import { planReading } from '../../domain/recipe/reading.ts';
import type { LossAt, ModelConfig } from '../../domain/recipe/recipe.ts';
import type { OptimizerState } from '../kernels/threads/jobs.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Network, Weight } from './network.ts';
import { openRecurrent } from './recurrent-network.ts';
import { openTransformer } from './transformer-network.ts';

type NetworkOptions = {
  /** Digits per training step. */
  readonly batchSize?: number;
  /** Digits that fit at a time, at least `batchSize`; by default {@link smallestRoom}. */
  readonly room?: number;
  /** For a recurrent network; a Transformer's loss is always taken after the last step. */
  readonly lossAt?: LossAt;
  /** Continues the training of these weights; by default training starts afresh. */
  readonly optimizerState?: OptimizerState;
};

/** Lets a whole test set be read in reasonable strides even if training batches are small. */
export const smallestRoom = 128;

/**
 * @param weights in the order and shapes of `weightShapes(config)`; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 * @throws RangeError if a Transformer's heads do not divide its units
 */
export function createNetwork(
  pool: KernelPool,
  config: ModelConfig,
  weights: readonly Weight[],
  { batchSize = smallestRoom, room = smallestRoom, lossAt = 'lastStep', optimizerState }: NetworkOptions = {},
): Network {
  const { cell } = config;
  const wanted = {
    reading: planReading(config),
    maxBatch: Math.max(batchSize, room),
    arrays: weights.map(({ values }) => values),
    usualBatchSize: batchSize,
  };
  const { network, own } = isRecurrent(cell)
    ? openRecurrent(pool, { ...config, cell }, { ...wanted, lossAt })
    : openTransformer(pool, config, wanted);
  if (optimizerState) network.restoreOptimizer(optimizerState);

  function named(values: readonly Float32Array[]): Weight[] {
    const shapes = weightShapes(config);
    return values.map((each, index) => ({ ...shapes[index], values: each }));
  }

  const { readOptimizer, logits, weightNorm, snapshot, restore, dispose } = network;
  return {
    config: modelConfigOf(config),
    batchSize: wanted.maxBatch,
    readWeights: () => named(network.readWeights()),
    weightsOf: (copy) => named(network.weightsOf(copy)),
    snapshotOf: (others) => network.snapshotOf(others.map(({ values }) => values)),
    async train(batch, update) {
      const { loss, correct, gradientNorm } = await network.train(batch, update);
      return { loss: loss / batch.labels.length, correct, gradientNorm };
    },
    ...{ readOptimizer, logits, weightNorm, snapshot, restore, dispose },
    ...own,
  };
}
