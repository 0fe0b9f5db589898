/** One LSTM layer that predicts the next row after each row, computed by the kernels. */

import { rowLength, rows } from '../../domain/sequence.ts';
import { createKernelNetwork, type Update } from '../kernels/recurrent/kernel-network.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Weight } from '../models/network.ts';
import { generatorWeightShapes } from './generator-config.ts';
import { type Known, nothingKnown, withFirstRows, withoutFirstRows } from './first-row.ts';

/** Images per call. */
export const batchSize = 128;

export type GeneratorNetwork = {
  readonly units: number;
  /** Classes that it can be asked for; 0: none, it reads no label. */
  readonly labels: number;
  /** Rows of an image that it reads, the last of them only as what is predicted. */
  readonly seenRows: number;
  readWeights(): Weight[];
  /**
   * One optimizer step with teacher forcing: every row is predicted from the true rows above.
   * @param images binarised, [count × seenRows × 28]
   * @param known ignored by a network without labels
   * @returns the mean of −log p(x) before the update, in nats, and the gradient norm before clipping
   */
  train(
    images: Uint8Array,
    update: Update,
    known?: Known,
  ): Promise<{ readonly loss: number; readonly gradientNorm: number }>;
  /**
   * Logits of ink after each row, [count × seenRows × 28]: row t's are of row t + 1.
   * @param images binarised, at most batchSize, [count × seenRows × 28]
   * @param known as for training
   */
  logits(images: Uint8Array, known?: Known): Promise<Float32Array>;
  dispose(): void;
};

/** What it reads besides all rows of an image: a row that shows the label, or fewer rows. */
export type GeneratorReading = Partial<Pick<GeneratorNetwork, 'labels' | 'seenRows'>>;

/**
 * @param weights in the order and shapes of {@link generatorWeightShapes}; copied
 * @throws GatescopeError `memoryShort` if the machine has too little memory
 */
export function createGeneratorNetwork(
  pool: KernelPool,
  units: number,
  weights: readonly Weight[],
  { labels = 0, seenRows = rows }: GeneratorReading = {},
): GeneratorNetwork {
  const lstm = { cell: 'lstm', activation: 'tanh', units, layers: 1 } as const;
  const steps = seenRows + (labels > 0 ? 1 : 0);
  const shape = { ...lstm, steps, inputSize: rowLength, classes: rowLength };
  const arrays = weights.map(({ values }) => values);
  const network = createKernelNetwork(pool, shape, batchSize, arrays, batchSize, { objective: 'nextStep' });
  const read = (images: Uint8Array, known: Known) => (labels > 0 ? withFirstRows(images, known, seenRows) : images);
  return {
    ...{ units, labels, seenRows },
    readWeights: () =>
      network.readWeights().map((values, index) => ({ ...generatorWeightShapes(units)[index], values })),
    async train(images, update, known = nothingKnown) {
      const count = images.length / (seenRows * rowLength);
      const batch = { images: read(images, known), labels: new Uint8Array(count) };
      const { loss, gradientNorm } = await network.train(batch, update);
      return { loss: loss / count, gradientNorm };
    },
    async logits(images, known = nothingKnown) {
      const logits = await network.logitsOfEachStep(read(images, known));
      return labels > 0 ? withoutFirstRows(logits, seenRows) : logits;
    },
    dispose: () => {
      network.dispose();
    },
  };
}
