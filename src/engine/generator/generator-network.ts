/** One LSTM layer that predicts the next row after each row, computed by the kernels. */

import { rowLength, rows } from '../../domain/sequence.ts';
import { createKernelNetwork, type Update } from '../kernels/recurrent/kernel-network.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Weight } from '../models/network.ts';
import { generatorWeightShapes } from './generator-config.ts';

/** Images per call. */
export const batchSize = 128;

export type GeneratorNetwork = {
  readonly units: number;
  readWeights(): Weight[];
  /**
   * One optimizer step with teacher forcing: every row is predicted from the true rows above.
   * @param images binarised
   * @returns the mean of −log p(x) before the update, in nats, and the gradient norm before clipping
   */
  train(images: Uint8Array, update: Update): Promise<{ readonly loss: number; readonly gradientNorm: number }>;
  /** Logits of ink after each row, [count × 28 × 28]: row t's are of row t + 1. @param images binarised, at most batchSize */
  logits(images: Uint8Array): Promise<Float32Array>;
  dispose(): void;
};

/**
 * @param weights in the order and shapes of {@link generatorWeightShapes}; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 */
export function createGeneratorNetwork(pool: KernelPool, units: number, weights: readonly Weight[]): GeneratorNetwork {
  const lstm = { cell: 'lstm', activation: 'tanh', units, layers: 1 } as const;
  const shape = { ...lstm, steps: rows, inputSize: rowLength, classes: rowLength };
  const arrays = weights.map(({ values }) => values);
  const network = createKernelNetwork(pool, shape, batchSize, arrays, batchSize, { objective: 'nextStep' });
  return {
    units,
    readWeights: () =>
      network.readWeights().map((values, index) => ({ ...generatorWeightShapes(units)[index], values })),
    async train(images, update) {
      const count = images.length / (rows * rowLength);
      const { loss, gradientNorm } = await network.train({ images, labels: new Uint8Array(count) }, update);
      return { loss: loss / count, gradientNorm };
    },
    logits: (images) => network.logitsOfEachStep(images),
    dispose: () => {
      network.dispose();
    },
  };
}
