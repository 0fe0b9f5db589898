/** Transformers and batches for tests. */

import fc from 'fast-check';
import { randomStream } from '../../../../domain/random.ts';
import type { Batch } from '../../recurrent/fill.ts';
import type { LoadedKernels } from '../../builds/instantiate.ts';
import { stayOnThread } from '../../threads/pool.ts';
import { createTransformerKernelNetwork, type TransformerKernelNetwork } from '../network.ts';
import { weightPlaces } from '../pack.ts';
import type { TransformerShape } from '../shape.ts';

export type TransformerCase = {
  readonly shape: TransformerShape;
  /** In the order of `weightPlaces`. */
  readonly weights: readonly Float32Array[];
  readonly batch: Batch & { readonly lastSteps: Uint16Array };
};

/** The description of a case: small, so that fast-check can print it. */
export type TransformerRecipe = { readonly shape: TransformerShape; readonly count: number; readonly seed: number };

const plainShape: TransformerShape = {
  steps: 7,
  inputSize: 9,
  units: 24,
  heads: 3,
  blocks: 2,
  positionalEncoding: 'sinusoidal',
  classes: 10,
};

/** @param some differences from two blocks of 24 units in three heads that read 7 × 9 pixels */
export function transformerWith(some: Partial<TransformerShape> = {}): TransformerShape {
  return { ...plainShape, ...some };
}

/** Sizes that are seldom multiples of 16, of the tiles' 4 to 8 rows or of one another. */
const anyTransformer: fc.Arbitrary<TransformerShape> = fc
  .record({
    steps: fc.integer({ min: 1, max: 20 }),
    inputSize: fc.integer({ min: 1, max: 40 }),
    headUnits: fc.integer({ min: 1, max: 20 }),
    heads: fc.integer({ min: 1, max: 5 }),
    blocks: fc.integer({ min: 1, max: 3 }),
    positionalEncoding: fc.constantFrom('sinusoidal' as const, 'none' as const),
    classes: fc.integer({ min: 2, max: 20 }),
  })
  // The variance of few units can be nearly zero, which magnifies rounding.
  .filter(({ headUnits, heads }) => headUnits * heads >= 8)
  .map(({ headUnits, heads, ...sizes }) => ({ ...sizes, heads, units: headUnits * heads }));

export const anyTransformerRecipe: fc.Arbitrary<TransformerRecipe> = fc.record({
  shape: anyTransformer,
  count: fc.integer({ min: 1, max: 20 }),
  seed: fc.nat(),
});

/** Asymmetric weights, so that no gradient is zero by chance, sparse images, and samples of any length. */
export function createTransformerCase({ shape, count, seed }: TransformerRecipe): TransformerCase {
  const random = randomStream(seed, 'weights');
  const bound = 2 / Math.sqrt(shape.units);
  const weights = weightPlaces(shape).map(({ rows, columns }, index) =>
    Float32Array.from({ length: rows * columns }, () =>
      // Gains around 1 for the one-row arrays of norms; harmless for biases.
      rows === 1 && index % 2 === 0 ? random.uniform(0.5, 1.5) : random.uniform(-bound, bound),
    ),
  );
  const images = Uint8Array.from({ length: count * shape.steps * shape.inputSize }, () =>
    random.integer(3) === 0 ? random.integer(256) : 0,
  );
  const labels = Uint8Array.from({ length: count }, () => random.integer(shape.classes));
  const lastSteps = Uint16Array.from({ length: count }, () => random.integer(shape.steps));
  return { shape, weights, batch: { images, labels, lastSteps } };
}

/** Opens a network on a build, running entirely on the test's own thread. */
export function openTransformer(
  kernels: LoadedKernels,
  { shape, weights, batch }: TransformerCase,
): TransformerKernelNetwork {
  const pool = stayOnThread(kernels, () => undefined);
  return createTransformerKernelNetwork(pool, shape, batch.labels.length, weights);
}
