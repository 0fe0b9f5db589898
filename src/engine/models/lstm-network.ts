/** Stacked LSTM layers and a readout, computed by the kernels: a {@link Network}. */

import type { ModelConfig } from '../../protocol/api.ts';
import { rowLength, rows } from '../data/sequence.ts';
import { createKernelNetwork } from '../kernels/kernel-network.ts';
import type { Optimizer } from '../kernels/orders.ts';
import type { KernelPool } from '../kernels/pool.ts';
import { classCount, weightShapes } from './config.ts';
import { createLstmTrace } from './lstm-trace.ts';
import type { Network, Weight } from './network.ts';

/** Adam with its authors' constants (D. Kingma and J. Ba 2015), and epsilon as in tf.train.adam. */
const adam: Optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7, weightDecay: 0 };

/** Room for a whole test set to be read in reasonable strides, also where training takes few digits at a time. */
const smallestRoom = 128;

/**
 * @param weights in the order and shapes of `weightShapes(config)`; copied
 * @param batchSize digits of a training step
 * @throws GatescopeError `memoryShort` where the machine has not enough memory
 */
export function createLstmNetwork(
  pool: KernelPool,
  config: ModelConfig,
  weights: readonly Weight[],
  batchSize = smallestRoom,
): Network {
  const { units, layers, cell } = config;
  const shape = {
    cell,
    activation: 'tanh',
    steps: rows,
    inputSize: rowLength,
    units,
    layers,
    classes: classCount,
  } as const;
  const room = Math.max(batchSize, smallestRoom);
  const arrays = weights.map(({ values }) => values);
  const network = createKernelNetwork(pool, shape, room, arrays, batchSize);

  return {
    config: { cell, units, layers },
    batchSize: room,
    readWeights: () => network.readWeights().map((values, index) => ({ ...weightShapes(config)[index], values })),
    async train(batch, options) {
      const update = { optimizer: adam, truncation: rows, ...options };
      const { loss, correct, gradientNorm } = await network.train(batch, update);
      return { loss: loss / batch.labels.length, correct, gradientNorm };
    },
    logits: (images) => network.logits(images),
    trace: createLstmTrace(network),
    dispose: () => {
      network.dispose();
    },
  };
}
