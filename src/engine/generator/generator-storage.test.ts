import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { initialWeights } from '../models/initial-weights.ts';
import { startTestBackend } from '../testing/start.ts';
import { generatorConfig, generatorWeightShapes } from './generator-config.ts';
import { loadGenerator, saveGenerator } from './generator-storage.ts';

const units = 8;
const weights = initialWeights(generatorConfig(units), 1, generatorWeightShapes(units));
const metadata = {
  ...{ units, epochs: 3, truncation: 0, seed: 1, step: 1407, testLoss: 90.5 },
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

test('what is saved is what is loaded', async () => {
  await saveGenerator(folder, weights, metadata);
  const loaded = await loadGenerator(folder);
  expect(loaded.units).toBe(units);
  expect(loaded.metadata).toMatchObject(metadata);
  expect(loaded.weights).toEqual(weights);
});

test('a folder without a model, and a model whose weights were changed, are refused', async () => {
  await expect(loadGenerator(folder)).rejects.toMatchObject({ kind: 'modelMissing' });
  await saveGenerator(folder, weights, metadata);
  const path = join(folder, 'weights.bin');
  const bytes = await readFile(path);
  bytes[5] ^= 1;
  await writeFile(path, bytes);
  await expect(loadGenerator(folder)).rejects.toMatchObject({ kind: 'modelInvalid' });
});

test('the classifier is not a generator', async () => {
  const pretrained = join(import.meta.dirname, '..', '..', '..', 'resources', 'pretrained');
  await expect(loadGenerator(pretrained)).rejects.toMatchObject({ kind: 'modelInvalid' });
});
