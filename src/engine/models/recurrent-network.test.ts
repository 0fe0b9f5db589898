// Holds P25.
import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { randomStream } from '../../domain/random.ts';
import { expectAllClose, startTestBackend, startTestPool } from '../testing/start.ts';
import { defaultConfig, defaultRecipe } from '../../domain/recipe/config.ts';
import { createNetwork } from './create-network.ts';
import { updateOf } from '../training/update-of.ts';
import { initialWeights } from './initial-weights.ts';
import { buildLayersModel } from './layers-model.ts';
import { softmax } from './readout.ts';

const config: ModelConfig = { ...defaultConfig, units: 20, layers: 2 };
const options = updateOf(defaultRecipe, 0.01, 0);
const weights = initialWeights(config, 11);
let pool: KernelPool;

beforeAll(async () => {
  await startTestBackend();
  pool = await startTestPool();
});

/** Sparse images like digits, with labels. */
function example(count: number, seed = 5) {
  const random = randomStream(seed, 'order');
  const images = Uint8Array.from({ length: count * pixelCount }, () =>
    random.integer(3) === 0 ? random.integer(256) : 0,
  );
  return { images, labels: Uint8Array.from({ length: count }, () => random.integer(10)) };
}

test('answers like the LayersModel it is saved as, also for a second batch', async () => {
  const network = createNetwork(pool, config, weights);
  const model = buildLayersModel(config, weights);
  for (const count of [37, 5]) {
    const { images } = example(count, count);
    const pixels = tf.tensor3d(
      Float32Array.from(images, (byte) => byte / 255),
      [count, 28, 28],
    );
    const expected = (model.predict(pixels) as tf.Tensor).dataSync();
    // Both sides sum in float32 in different orders, over 28 rows.
    expectAllClose(softmax(await network.logits(images), 10), expected, 2e-5);
  }
});

test.each(['lstm', 'gru', 'rnn'] as const)(
  'an %s of 2, 47 or 100 classes learns and answers as tfjs does',
  async (cell) => {
    for (const classes of [2, 47, 100]) {
      const shape: ModelConfig = { ...defaultConfig, cell, classes, units: 20 };
      const network = createNetwork(pool, shape, initialWeights(shape, 3));
      const { images } = example(100, classes);
      const labels = Uint8Array.from({ length: 100 }, (_, index) => index % classes);
      const { loss } = await network.train({ images, labels }, options);
      // A fresh network guesses, so its cross-entropy is about that of a guess.
      expect(Math.abs(loss - Math.log(classes))).toBeLessThan(0.25);
      const model = buildLayersModel(shape, network.readWeights());
      const pixels = tf.tensor3d(
        Float32Array.from(images, (byte) => byte / 255),
        [100, 28, 28],
      );
      const answered = softmax(await network.logits(images), classes);
      expectAllClose(answered, (model.predict(pixels) as tf.Tensor).dataSync(), 2e-5);
      const { probabilities, readout } = network.trace(images.subarray(0, pixelCount), classes - 1);
      expectAllClose(probabilities.subarray(27 * classes), answered.subarray(0, classes), 2e-5);
      expect(readout).toHaveLength(20 * classes);
      network.dispose();
    }
  },
);

test('returns the weights it was created with, and others after a step', async () => {
  const network = createNetwork(pool, config, weights);
  expect(network.readWeights()).toEqual(weights);
  await network.train(example(30), options);
  expect(network.readWeights()).not.toEqual(weights);
});

test('the same steps on the same threads give bit-identical weights', async () => {
  const trained = async () => {
    const network = createNetwork(pool, config, weights);
    for (const seed of [1, 2, 3]) await network.train(example(30, seed), options);
    return network.readWeights();
  };
  expect(await trained()).toEqual(await trained());
});

test('one thread and two agree up to the order of sums', async () => {
  const single = await startTestPool(1);
  const after = await Promise.all(
    [pool, single].map(async (threads) => {
      const network = createNetwork(threads, config, weights);
      const result = await network.train(example(64), { ...options, learningRate: 0, clipNorm: 0 });
      return { ...result, logits: await network.logits(example(64).images) };
    }),
  );
  expect(after[0].loss).toBeCloseTo(after[1].loss, 5);
  expect(after[0].gradientNorm).toBeCloseTo(after[1].gradientNorm, 5);
  expect(after[0].correct).toBe(after[1].correct);
  expectAllClose(after[0].logits, after[1].logits, 1e-6);
});

test('a trace during a step shows the weights before it', async () => {
  const network = createNetwork(pool, config, weights, { batchSize: 512 });
  const image = example(1).images;
  const before = network.trace(image, 3);
  const step = network.train(example(512), options);
  for (let traces = 0; traces < 20; traces++) expect(network.trace(image, 3)).toEqual(before);
  await step;
  expect(network.trace(image, 3)).not.toEqual(before);
});

test('calls during a step wait their turn', async () => {
  const network = createNetwork(pool, config, weights);
  const { images } = example(20);
  const before = network.logits(images);
  const step = network.train(example(30), options);
  const after = network.logits(images);
  await step;
  expect(await after).toEqual(await network.logits(images));
  expect(await before).not.toEqual(await after);
});
