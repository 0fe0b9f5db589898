/** Networks and batches for tests. */

import { gateCountOf, isLibraryCell, type LibraryCell, type RecurrentCell } from '../../../domain/cells.ts';
import fc from 'fast-check';
import { randomStream } from '../../../domain/random.ts';
import type { Batch } from '../recurrent/kernel-network.ts';
import { type NetworkShape } from '../recurrent/shape.ts';

export type Case = {
  readonly shape: NetworkShape;
  /** As in tfjs: kernel, recurrent kernel and bias per layer, then the readout's kernel and bias. */
  readonly weights: readonly Float32Array[];
  readonly batch: Batch;
};

/** The description of a case: small, so that fast-check can print it. */
export type Recipe = { readonly shape: NetworkShape; readonly count: number; readonly seed: number };

const plainShape: NetworkShape = {
  cell: 'lstm',
  activation: 'tanh',
  steps: 7,
  inputSize: 28,
  units: 20,
  layers: 1,
  classes: 10,
};

/** @param some differences from one LSTM layer of 20 units that reads 7 × 28 pixels */
export function shapeWith(some: Partial<NetworkShape> = {}): NetworkShape {
  return { ...plainShape, ...some };
}

/** @throws RangeError for a cell that tfjs lacks: its test brings its own reference */
export function requireLibraryCell(cell: RecurrentCell): LibraryCell {
  if (isLibraryCell(cell)) return cell;
  throw new RangeError('tfjs has no such cell.');
}

/** Every cell of tfjs, and an RNN with each activation. */
export const cells = [
  { cell: 'lstm', activation: 'tanh' },
  { cell: 'gru', activation: 'tanh' },
  { cell: 'rnn', activation: 'tanh' },
  { cell: 'rnn', activation: 'sigmoid' },
  { cell: 'rnn', activation: 'relu' },
] as const satisfies Partial<NetworkShape>[];

/** Sizes that are seldom multiples of 16, of the tiles' 4 to 8 rows or of one another. */
export const anyShape: fc.Arbitrary<NetworkShape> = fc
  .record({
    cellAndActivation: fc.constantFrom(...cells),
    steps: fc.integer({ min: 1, max: 6 }),
    inputSize: fc.integer({ min: 1, max: 40 }),
    units: fc.integer({ min: 1, max: 40 }),
    layers: fc.integer({ min: 1, max: 3 }),
    classes: fc.integer({ min: 2, max: 20 }),
  })
  .map(({ cellAndActivation, ...sizes }) => ({ ...cellAndActivation, ...sizes }));

export const anyRecipe: fc.Arbitrary<Recipe> = fc.record({
  shape: anyShape,
  count: fc.integer({ min: 1, max: 20 }),
  seed: fc.nat(),
});

export function weightShapes({ cell, inputSize, units, layers, classes }: NetworkShape): number[][] {
  const columns = gateCountOf(cell) * units;
  const ofLayer = (layer: number) => [[layer === 0 ? inputSize : units, columns], [units, columns], [columns]];
  return [...Array.from({ length: layers }, (_, layer) => ofLayer(layer)).flat(), [units, classes], [classes]];
}

/** Asymmetric weights, so that no gradient is zero by chance, and images with blank first steps. */
export function createCase({ shape, count, seed }: Recipe): Case {
  const random = randomStream(seed, 'weights');
  const bound = 1 / Math.sqrt(shape.units);
  const weights = weightShapes(shape).map((sizes) =>
    Float32Array.from({ length: sizes.reduce((product, size) => product * size) }, () => random.uniform(-bound, bound)),
  );
  // From ink at once to no ink at all.
  const firstInk = Array.from({ length: count }, () => random.integer(shape.steps + 1));
  return { shape, weights, batch: createBatch(shape, firstInk, seed) };
}

/** Sparse images like digits, with random labels. @param firstInk number of blank steps of each */
export function createBatch(
  { steps, inputSize, classes }: NetworkShape,
  firstInk: readonly number[],
  seed: number,
): Batch {
  const random = randomStream(seed, 'order');
  const images = firstInk.flatMap((blank) =>
    Array.from({ length: steps * inputSize }, (_, pixel) => {
      if (pixel < blank * inputSize) return 0;
      const isCertain = pixel === blank * inputSize;
      return isCertain || random.integer(3) === 0 ? 1 + random.integer(255) : 0;
    }),
  );
  const labels = Uint8Array.from(firstInk, () => random.integer(classes));
  return { images: Uint8Array.from(images), labels };
}
