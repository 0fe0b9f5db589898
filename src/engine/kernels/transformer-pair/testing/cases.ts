/** Small Transformer pairs with random weights and strips. */

import { randomStream } from '../../../../domain/random.ts';
import { sizeOfShape } from '../../../../domain/recipe/config.ts';
import type { LoadedKernels } from '../../builds/instantiate.ts';
import { randomStrips } from '../../reader/testing/cases.ts';
import type { ReaderBatch } from '../../reader/strip-jobs.ts';
import { stayOnThread } from '../../threads/pool.ts';
import { createPairNetwork } from '../network.ts';
import type { PairShape } from '../shape.ts';
import { pairWeightShapes } from '../weights.ts';

export type PairCase = {
  readonly shape: PairShape;
  readonly weights: readonly Float32Array[];
  readonly batch: ReaderBatch;
};

export function pairWith(options: Partial<PairShape> = {}): PairShape {
  return {
    ...{ steps: 7, inputSize: 6, units: 12, heads: 3, blocks: 2, tokens: 4, classes: 11 },
    ...options,
  };
}

/** @param own share of tokens that the decoder reads from its own answers */
export function createPairCase(
  shape: PairShape,
  count: number,
  seed: number,
  options: { readonly steps?: number; readonly own?: number } = {},
): PairCase {
  const random = randomStream(seed, 'weights');
  const bound = 2 / Math.sqrt(shape.units);
  const weights = pairWeightShapes(shape).map(({ name, shape: size }) =>
    Float32Array.from({ length: sizeOfShape(size) }, () =>
      name.endsWith('gamma') ? random.uniform(0.5, 1.5) : random.uniform(-bound, bound),
    ),
  );
  return { shape, weights, batch: randomStrips(shape, count, random, options) };
}

/** Computes on the test's own thread. */
export function openPair(kernels: LoadedKernels, { shape, weights, batch }: PairCase) {
  const pool = stayOnThread(kernels, () => undefined);
  return createPairNetwork(pool, shape, batch.labels.length / shape.tokens, weights);
}
