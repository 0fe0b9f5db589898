/** Small readers with random weights and strips. */

import { endToken, noLabel } from '../../../../domain/strips/strip.ts';
import { type RandomStream, randomStream } from '../../../../domain/random.ts';
import { sizeOfShape } from '../../../../domain/recipe/config.ts';
import type { LoadedKernels } from '../../builds/instantiate.ts';
import { stayOnThread } from '../../threads/pool.ts';
import { createReaderNetwork } from '../network.ts';
import { type ReaderShape, weightPlaces } from '../shape.ts';
import type { ReaderBatch } from '../strip-jobs.ts';

export type ReaderCase = {
  readonly shape: ReaderShape;
  readonly weights: readonly Float32Array[];
  readonly batch: ReaderBatch;
};

export function readerWith(options: Partial<ReaderShape> = {}): ReaderShape {
  return {
    ...{ steps: 7, inputSize: 6, units: 5, directions: 2, layers: 1, attends: true, tokens: 4, classes: 11 },
    ...options,
  };
}

/** @param own share of tokens that the decoder reads from its own answers */
export function createReaderCase(
  shape: ReaderShape,
  count: number,
  seed: number,
  { steps = shape.steps, own = 0 } = {},
): ReaderCase {
  const random = randomStream(seed, 'weights');
  const weights = weightPlaces(shape).map(({ shape: size }) =>
    Float32Array.from({ length: sizeOfShape(size) }, () => random.uniform(-0.7, 0.7)),
  );
  return { shape, weights, batch: randomStrips(shape, count, random, { steps, own }) };
}

/** Sparse strips of any number of digits. @param own share of tokens that the decoder reads from its own answers */
export function randomStrips(
  shape: Pick<ReaderShape, 'steps' | 'inputSize' | 'tokens'>,
  count: number,
  random: RandomStream,
  { steps = shape.steps, own = 0 } = {},
): ReaderBatch {
  const images = new Uint8Array(count * shape.steps * shape.inputSize);
  const labels = new Uint8Array(count * shape.tokens).fill(noLabel);
  const ownAnswers = new Uint8Array(count * shape.tokens);
  for (let sample = 0; sample < count; sample++) {
    const from = sample * shape.steps * shape.inputSize;
    for (let at = 0; at < steps * shape.inputSize; at++) {
      images[from + at] = random.uniform(0, 1) < 0.4 ? random.integer(256) : 0;
    }
    // The first strip is the longest.
    const digits = sample === 0 ? shape.tokens - 1 : random.integer(shape.tokens);
    for (let at = 0; at < digits; at++) labels[sample * shape.tokens + at] = random.integer(10);
    labels[sample * shape.tokens + digits] = endToken;
    for (let at = 1; at < shape.tokens; at++) {
      ownAnswers[sample * shape.tokens + at] = random.uniform(0, 1) < own ? 1 : 0;
    }
  }
  return { images, labels, ownAnswers, steps };
}

/** Computes on the test's own thread. */
export function openReader(kernels: LoadedKernels, { shape, weights, batch }: ReaderCase) {
  const pool = stayOnThread(kernels, () => undefined);
  return createReaderNetwork(pool, shape, batch.labels.length / shape.tokens, weights);
}
