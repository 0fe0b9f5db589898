// Holds P31.
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import { type GeneratorStatus, generatorWindows } from '../../protocol/generator.ts';
import { type DataSet, mnistDataSet } from '../data/data-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { sleepNowAndThen } from '../testing/sleep-now-and-then.ts';
import { expectAllClose, loadFewDigits, startTestBackend, startTestPool } from '../testing/start.ts';
import { createGenerator } from './generator.ts';
import { generatorConfig, generatorWeightShapes } from './generator-config.ts';
import { buildGeneratorModel } from './generator-model.ts';
import { createGeneratorNetwork } from './generator-network.ts';
import type { StoredGenerator } from './generator-storage.ts';
import { binarise, logLikelihoodOfRows, probabilitiesOfPixels } from './likelihood.ts';
import { measureGenerator } from './train-generator.ts';

const units = 16;
const weights = initialWeights(generatorConfig(units), 3, generatorWeightShapes(units));
const recipe = { units, epochs: 2, truncation: 0, seed: 1 };
const order = { givenRows: 14, count: 2, temperature: 1, seed: 1, window: 27, label: null };
let pool: KernelPool;
let digits: DataSet;
let onStatus: ReturnType<typeof vi.fn<(status: GeneratorStatus) => void>>;
let onFailure: ReturnType<typeof vi.fn<(error: unknown) => void>>;

beforeAll(async () => {
  await startTestBackend();
  pool = await startTestPool();
  digits = mnistDataSet(await loadFewDigits(1280, 64));
});

beforeEach(() => {
  onStatus = vi.fn();
  onFailure = vi.fn();
});

afterEach(() => {
  vi.restoreAllMocks();
});

function start(pretrained: { value: StoredGenerator } | { error: unknown } = { error: new Error('none') }) {
  return createGenerator(pool, () => digits, pretrained, { onStatus, onFailure });
}

function firstDigit(): Uint8Array {
  return digits.test.images.slice(0, pixelCount);
}

test('gives the same probabilities as plain tfjs', async () => {
  const images = binarise(digits.test.images.subarray(0, 4 * pixelCount));
  const network = createGeneratorNetwork(pool, units, weights);
  const logits = await network.logits(images);
  const model = buildGeneratorModel(units, weights);
  const expected = tf.tidy(() => {
    const rows = tf.tensor(
      Float32Array.from(images, (byte) => byte / 255),
      [4, 28, 28],
    );
    return (model.predict(rows) as tf.Tensor).dataSync<'float32'>();
  });
  model.dispose();
  for (let at = 0; at < images.length; at += pixelCount) {
    const probabilities = probabilitiesOfPixels(logits.subarray(at, at + pixelCount));
    // Float32 sums in a different order.
    expectAllClose(probabilities.subarray(28), expected.subarray(at, at + pixelCount - 28), 1e-5);
  }
});

test('trains on −Σ log p of the rows and reports its mean', async () => {
  const images = binarise(digits.test.images);
  const network = createGeneratorNetwork(pool, units, weights);
  const logits = await network.logits(images);
  let sum = 0;
  for (let at = 0; at < images.length; at += pixelCount) {
    const likelihood = logLikelihoodOfRows(logits.subarray(at, at + pixelCount), images.subarray(at, at + pixelCount));
    for (const nats of likelihood) sum -= nats;
  }
  const mean = sum / digits.test.count;
  expect(await measureGenerator(network, digits.test)).toBeCloseTo(mean, 6);
  const { loss } = await network.train(images, {
    ...{ optimizer: { kind: 'momentum', momentum: 0 }, learningRate: 0, clipNorm: 0, truncation: 28 },
  });
  expect(Math.abs(loss - mean) / mean).toBeLessThan(1e-5);
});

test('starts with the shipped network, or an untrained one if there is none', async () => {
  const metadata = { ...recipe, labels: 0, step: 77, testLoss: 90, kernels: 'k', threads: 1, created: '' };
  const shipped = start({ value: { units, weights, metadata } });
  expect(shipped.status()).toMatchObject({ origin: 'pretrained', units, step: 77, testLoss: 90, training: false });
  expect(await shipped.complete({ ...order, pixels: firstDigit() })).toMatchObject({ step: 77 });
  expect(shipped.status().pretrainedError).toBeNull();
  expect(start().status()).toMatchObject({
    ...{ origin: 'untrained', step: 0, testLoss: null, losses: [] },
    pretrainedError: { kind: 'internal', message: 'none' },
  });
});

test('learns, reports progress, and keeps its state when stopped', async () => {
  const generator = start();
  await generator.train({ ...recipe, epochs: 50 });
  expect(generator.status()).toMatchObject({ training: true, epochs: 50, totalSteps: 500, units });
  await vi.waitFor(() => {
    expect(generator.status().losses.length).toBeGreaterThanOrEqual(20);
  });
  await generator.stop();
  const { losses, step, training, origin } = generator.status();
  expect({ training, origin }).toEqual({ training: false, origin: 'trained' });
  const epochs = losses.map(({ epoch }) => epoch);
  expectAllClose(
    epochs,
    epochs.map((_, index) => (index + 1) / 10),
    1e-9,
  );
  expect(losses[losses.length - 1].testLoss).toBeLessThan(losses[0].testLoss ?? 0);
  await generator.complete({ ...order, pixels: firstDigit() });
  expect(generator.status().step).toBe(step);
  expect(onFailure).not.toHaveBeenCalled();
  const told = onStatus.mock.calls.map(([{ step: tellsStep }]) => tellsStep);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.length).toBeLessThan(step);
});

test('time asleep does not slow down training', async () => {
  sleepNowAndThen();
  const generator = start();
  await generator.train({ ...recipe, epochs: 3 });
  await vi.waitFor(() => {
    expect(generator.status()).toMatchObject({ training: false, step: 30 });
  });
  expect(generator.status().samplesPerSecond).toBeGreaterThan(10);
});

test('draws while training, each completion with the weights of one moment', async () => {
  const generator = start();
  await generator.train(recipe);
  const { step } = await generator.complete({ ...order, pixels: firstDigit() });
  expect(step).toBeLessThanOrEqual(20);
  await generator.stop();
});

test('training starts and stops before queued completions, whose number is limited', async () => {
  const generator = start();
  const ended: string[] = [];
  const note = (name: string) => () => void ended.push(name);
  const drawing = Array.from({ length: 8 }, () => generator.complete({ ...order, pixels: firstDigit() }));
  const drawn = drawing.map((each) => each.then(note('drawn'), note('refused')));
  await generator.train({ ...recipe, epochs: 100 }).then(note('training'));
  await generator.stop().then(note('stopped'));
  expect(ended.filter((name) => name === 'drawn').length).toBeLessThan(5);
  await Promise.all(drawn);
  expect(ended.filter((name) => name === 'drawn')).toHaveLength(5);
  expect(ended.filter((name) => name === 'refused')).toHaveLength(3);
  await expect(drawing[7]).rejects.toThrow('4 completions are already queued');
});

test('the same recipe gives the same network', async () => {
  const drawn: Uint8Array[] = [];
  for (let run = 0; run < 2; run++) {
    const generator = start();
    await generator.train({ ...recipe, epochs: 1 });
    await vi.waitFor(() => {
      expect(generator.status().training).toBe(false);
    });
    expect(generator.status()).toMatchObject({ step: 10, origin: 'trained' });
    drawn.push((await generator.complete({ ...order, pixels: firstDigit() })).images);
  }
  expect(drawn[1]).toEqual(drawn[0]);
});

test('measures every window, forgets the curve when the weights change, and stops on request', async () => {
  const generator = start({ value: { units, weights, metadata: null } });
  await generator.measureWindows();
  expect(generator.status().windows).toMatchObject({ measuring: true });
  await vi.waitFor(() => {
    expect(generator.status().windows).toMatchObject({ measuring: false, share: 1 });
  });
  const { losses } = generator.status().windows ?? { losses: [] };
  expect(losses.map(({ window }) => window)).toEqual([...generatorWindows]);
  const network = createGeneratorNetwork(pool, units, weights);
  expect(losses.at(-1)?.testLoss).toBeCloseTo((await measureGenerator(network, digits.test)) ?? NaN, 4);
  await generator.measureWindows();
  generator.stopMeasuringWindows();
  expect(generator.status().windows).toBeNull();
  await generator.measureWindows();
  await generator.train(recipe);
  expect(generator.status().windows).toBeNull();
  await generator.stop();
});

test('trained with labels, draws what is asked for', async () => {
  // Every second image is full of ink below its first row.
  const { train } = digits;
  const labels = train.labels.map((_, index) => index % 2);
  const images = train.images.map((_, at) => (at % pixelCount < 28 ? 0 : 255 * labels[Math.floor(at / pixelCount)]));
  const data = { ...digits, train: { ...train, images, labels } };
  const generator = createGenerator(pool, () => data, { error: new Error('none') }, { onStatus, onFailure });
  await generator.train({ ...recipe, epochs: 20 });
  await vi.waitFor(() => {
    expect(generator.status()).toMatchObject({ training: false, labels: 10 });
  }, 20_000);
  const inkOf = async (label: number | null) => {
    const given = { label, count: 16, givenRows: 0, pixels: firstDigit() };
    const { images: drawn } = await generator.complete({ ...order, ...given });
    return drawn.reduce((sum, byte) => sum + byte / 255, 0) / drawn.length;
  };
  expect(await inkOf(0)).toBeLessThan(0.1);
  expect(await inkOf(1)).toBeGreaterThan(0.8);
}, 30_000);

test('a new training ends the previous one', async () => {
  const generator = start();
  await generator.train({ ...recipe, epochs: 100 });
  await generator.train({ ...recipe, units: 24 });
  expect(generator.status()).toMatchObject({ units: 24, epochs: 2, training: true });
  await generator.stop();
});

test('the shipped network can be restored after training', async () => {
  const generator = start({ value: { units, weights, metadata: null } });
  const before = await generator.complete({ ...order, pixels: firstDigit() });
  await generator.train({ ...recipe, epochs: 20 });
  await generator.restore();
  expect(generator.status()).toMatchObject({ origin: 'pretrained', training: false, losses: [], trainLoss: null });
  expect(await generator.complete({ ...order, pixels: firstDigit() })).toEqual(before);
  await expect(start().restore()).rejects.toThrow('none');
});

test('without the data set it still draws, and training says why it cannot start', async () => {
  const error = new Error('gone');
  const missing = () => {
    throw error;
  };
  const generator = createGenerator(pool, missing, { error }, { onStatus, onFailure });
  await expect(generator.train(recipe)).rejects.toBe(error);
  expect((await generator.complete({ ...order, pixels: new Uint8Array(pixelCount) })).images.length).toBe(
    2 * pixelCount,
  );
});
