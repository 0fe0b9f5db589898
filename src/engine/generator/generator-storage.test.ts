import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { loadMnist } from '../data/mnist.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { dataDirectory, startTestBackend, startTestPool } from '../testing/start.ts';
import { generatorConfig, generatorWeightShapes } from './generator-config.ts';
import { createGeneratorNetwork } from './generator-network.ts';
import { loadGenerator, saveGenerator } from './generator-storage.ts';
import { measureGenerator } from './train-generator.ts';

const resources = join(import.meta.dirname, '..', '..', '..', 'resources');
const units = 8;
const weights = initialWeights(generatorConfig(units), 1, generatorWeightShapes(units));
const metadata = {
  ...{ units, labels: 10, epochs: 3, truncation: 0, seed: 1, step: 1407, testLoss: 90.5 },
  ...{ kernels: 'relaxed-6x4', threads: 2, created: '2026-11-21T00:00:00.000Z' },
};
let folder: string;

beforeAll(startTestBackend);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-generator-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

test('a saved generator loads as saved', async () => {
  await saveGenerator(folder, weights, metadata);
  const loaded = await loadGenerator(folder);
  expect(loaded.units).toBe(units);
  expect(loaded.metadata).toMatchObject(metadata);
  expect(loaded.weights).toEqual(weights);
});

test('refuses a folder without a model, and a model with changed weights', async () => {
  await expect(loadGenerator(folder)).rejects.toMatchObject({ kind: 'modelMissing' });
  await saveGenerator(folder, weights, metadata);
  const path = join(folder, 'weights.bin');
  const bytes = await readFile(path);
  bytes[5] ^= 1;
  await writeFile(path, bytes);
  await expect(loadGenerator(folder)).rejects.toMatchObject({ kind: 'modelInvalid' });
});

test('the shipped generator is small, and predicts test digits as well as its metadata states', async () => {
  const shipped = join(resources, 'pretrained-generator');
  const { units: shippedUnits, weights: shippedWeights, metadata: said } = await loadGenerator(shipped);
  const names = await readdir(shipped);
  const sizes = await Promise.all(names.map(async (name) => (await stat(join(shipped, name))).size));
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(1_000_000);
  const network = createGeneratorNetwork(await startTestPool(), shippedUnits, shippedWeights, {
    labels: said?.labels ?? 0,
  });
  const { test: digits } = await loadMnist(dataDirectory);
  // Another kernel build sums in another order.
  expect(await measureGenerator(network, digits)).toBeCloseTo(said?.testLoss ?? NaN, 2);
});

test('refuses a classifier', async () => {
  await expect(loadGenerator(join(resources, 'pretrained'))).rejects.toMatchObject({ kind: 'modelInvalid' });
});
