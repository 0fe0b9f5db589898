import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectAllClose, startTestBackend, startTestPool } from '../testing/start.ts';
import { defaultConfig, defaultRecipe } from '../../domain/recipe/config.ts';
import { createNetwork } from './create-network.ts';
import { initialWeights } from './initial-weights.ts';
import { softmax } from './readout.ts';
import type { ModelMetadata } from './model-metadata.ts';
import { loadModel, saveModel } from './storage.ts';

const recipe = { ...defaultRecipe, units: 10, layers: 2 };
const config = { ...defaultConfig, units: 10, layers: 2 };
const metadata: ModelMetadata = {
  recipe,
  step: 12,
  testAccuracy: 0.5,
  testLoss: 1.25,
  created: '2026-01-01T00:00:00.000Z',
};
const weights = initialWeights(config, 9);
let folder: string;

beforeAll(startTestBackend);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gatescope-model-'));
  await saveModel(folder, config, weights, metadata);
});
afterEach(() => rm(folder, { recursive: true }));

test('a saved model loads weight by weight', async () => {
  expect(await loadModel(folder)).toEqual({ config, weights, metadata });
});

test.each([
  ['lstm', 47],
  ['transformer', 100],
] as const)('a model of %s with %i classes loads with their names', async (cell, classes) => {
  const wide = { ...defaultConfig, cell, units: 16, classes };
  const dataSet = {
    id: '0123456789abcdef0123456789abcdef',
    name: 'Signs',
    classNames: Array.from({ length: classes }, (_, index) => `sign ${index}`),
  };
  const about = { ...metadata, recipe: { ...defaultRecipe, ...wide }, dataSet };
  const wideWeights = initialWeights(wide, 3);
  await saveModel(folder, wide, wideWeights, about);
  expect(await loadModel(folder)).toEqual({ config: wide, weights: wideWeights, metadata: about });
  if (cell === 'transformer') return;
  await rm(join(folder, 'metadata.json'));
  expect((await loadModel(folder)).config.classes).toBe(classes);
});

test('leaves only the three files in the folder', async () => {
  await saveModel(folder, config, weights, metadata);
  expect((await readdir(folder)).sort()).toEqual(['metadata.json', 'model.json', 'weights.bin']);
});

test('plain tfjs opens the saved files and answers like the network', async () => {
  const { modelTopology, weightsManifest } = JSON.parse(
    await readFile(join(folder, 'model.json'), 'utf8'),
  ) as tf.io.ModelJSON;
  const weightData = new Uint8Array(await readFile(join(folder, 'weights.bin'))).buffer;
  const weightSpecs = weightsManifest[0].weights;
  const model = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs, weightData }));
  const image = Uint8Array.from({ length: 784 }, (_, index) => (index * 37) % 256);
  const answer = model.predict(
    tf.tensor3d(
      Float32Array.from(image, (byte) => byte / 255),
      [1, 28, 28],
    ),
  ) as tf.Tensor;
  const logits = await createNetwork(await startTestPool(), config, weights).logits(image);
  expectAllClose(softmax(logits, 10), answer.dataSync(), 1e-5);
});

test('loads a model without metadata, as plain tfjs saves it', async () => {
  await rm(join(folder, 'metadata.json'));
  expect(await loadModel(folder)).toEqual({ config, weights, metadata: null });
});

test.each(['model.json', 'my-model.json'])(
  'reads weights under the names that %s gives them, and joins shards',
  async (name) => {
    await rm(join(folder, 'metadata.json'));
    const json = JSON.parse(await readFile(join(folder, 'model.json'), 'utf8')) as tf.io.ModelJSON;
    const bytes = await readFile(join(folder, 'weights.bin'));
    json.weightsManifest[0].paths = ['group1-shard1of2.bin', 'group1-shard2of2.bin'];
    await rm(join(folder, 'weights.bin'));
    await rm(join(folder, 'model.json'));
    await writeFile(join(folder, name), JSON.stringify(json));
    await writeFile(join(folder, 'group1-shard1of2.bin'), bytes.subarray(0, 1000));
    await expect(loadModel(folder)).rejects.toThrow('group1-shard2of2.bin is missing');
    await writeFile(join(folder, 'group1-shard2of2.bin'), bytes.subarray(1000));
    expect((await loadModel(folder)).weights).toEqual(weights);
    expect((await loadModel(join(folder, name))).weights).toEqual(weights);
  },
);

test('looks for weights beside the model only', async () => {
  await rm(join(folder, 'metadata.json'));
  const json = await readFile(join(folder, 'model.json'), 'utf8');
  await writeFile(join(folder, 'model.json'), json.replace('"weights.bin"', '"../weights.bin"'));
  await expect(loadModel(folder)).rejects.toMatchObject({ kind: 'modelInvalid' });
});

test('reports a folder without a model', async () => {
  await rm(join(folder, 'model.json'));
  await expect(loadModel(folder)).rejects.toMatchObject({ kind: 'modelMissing' });
});

test.each([
  ['weights cut short', 'weights.bin', (bytes: Buffer) => bytes.subarray(0, -4)],
  ['one altered weight', 'weights.bin', (bytes: Buffer) => Buffer.from(bytes).fill(1, 8, 12)],
  ['a model.json that is not JSON', 'model.json', () => Buffer.from('{')],
  ['a model.json of something else', 'model.json', () => Buffer.from('{"weightsManifest":[]}')],
  ['metadata of something else', 'metadata.json', () => Buffer.from('{"version":2}')],
])('%s is one clear error that names the folder', async (_, name, alter) => {
  await writeFile(join(folder, name), alter(await readFile(join(folder, name))));
  await expect(loadModel(folder)).rejects.toMatchObject({ kind: 'modelInvalid', details: { file: folder } });
});

test('refuses a LayersModel that is not a row LSTM', async () => {
  await rm(join(folder, 'metadata.json'));
  const path = join(folder, 'model.json');
  const json = (await readFile(path, 'utf8')).replaceAll(
    '"recurrent_activation":"sigmoid"',
    '"recurrent_activation":"hardSigmoid"',
  );
  await writeFile(path, json);
  await expect(loadModel(folder)).rejects.toMatchObject({ kind: 'modelInvalid' });
});

test('a failed save leaves no temporary file behind', async () => {
  const file = join(folder, 'weights.bin', 'not-a-folder');
  await expect(saveModel(file, config, weights, metadata)).rejects.toThrow();
  expect((await readdir(folder)).sort()).toEqual(['metadata.json', 'model.json', 'weights.bin']);
});
