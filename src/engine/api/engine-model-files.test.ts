// Holds P37, P39.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { mnistInfo } from '../data/data-set.ts';
import { encodeModelFile } from '../files/model-file.ts';
import { parseRecipeFile, type RecipeFile } from '../../domain/recipe/recipe-file.ts';
import { modelOf } from '../files/testing/models.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { startTestBackend } from '../testing/start.ts';

/** Ten steps an epoch. */
const recipe: Recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 2 };
beforeAll(startTestBackend);
const engines = enginesOn(500, 300);

type Client = ReturnType<typeof engines.start>;

async function trained() {
  const client = engines.start();
  await client.rpc.restart({ recipe });
  await client.rpc.train(undefined);
  await until(() => client.told.statuses.at(-1)?.run.phase === 'finished');
  return client;
}

async function open({ rpc }: Client, bytes: Uint8Array, name = 'mine.gatescope', isTrial = false) {
  const piece = 5000;
  for (let at = 0; at < bytes.length; at += piece) await rpc.upload({ at, bytes: bytes.subarray(at, at + piece) });
  return rpc.openModel({ name, isTrial });
}

const weightsOf = async ({ rpc }: Client) => (await rpc.getWeights(undefined)).weights;
const fileOf = async ({ rpc }: Client) => (await rpc.exportModel({ format: 'gatescope', run: null })).bytes;

test('a saved network opens in another engine with its answers, accuracy and history', async () => {
  const first = await trained();
  const other = engines.start();
  await open(other, await fileOf(first));
  const [expected, { model, run }] = [await first.rpc.getStatus(undefined), await other.rpc.getStatus(undefined)];
  expect(model).toMatchObject({ origin: 'opened', fileName: 'mine.gatescope', units: 16 });
  expect(model.testAccuracy).toBe(expected.model.testAccuracy);
  expect((await other.rpc.evaluate(undefined))?.accuracy).toBe(expected.model.testAccuracy);
  expect(run.phase).toBe('idle');
  expect(await other.rpc.getHistory(undefined)).toEqual(await first.rpc.getHistory(undefined));
  expect(await weightsOf(other)).toEqual(await weightsOf(first));
});

test('refuses a network whose class count differs from its data set', async () => {
  const client = engines.start();
  const { metadata, ...model } = modelOf({ classes: 5 });
  const file = await encodeModelFile({ ...model, metadata: { ...metadata, dataSet: mnistInfo } });
  await expect(open(client, file)).rejects.toMatchObject({
    kind: 'fileUnusable',
    details: { why: 'it has 5 classes, but MNIST has 10' },
  });
  expect((await client.rpc.getStatus(undefined)).model.fileName).toBeNull();
});

test('a network that only passes by takes the place of none but the shipped one', async () => {
  const client = await trained();
  const [file, weights] = [await fileOf(client), await weightsOf(client)];
  expect(await open(client, file, 'small.gatescope', true)).toBe(false);
  expect((await client.rpc.getStatus(undefined)).model).toMatchObject({ origin: 'trained', fileName: null });
  expect(await weightsOf(client)).toEqual(weights);
});

test('the previous network can be brought back', async () => {
  const client = await trained();
  const [file, weights] = [await fileOf(client), await weightsOf(client)];
  await client.rpc.restart({ recipe: { ...recipe, seed: 2 } });
  await client.rpc.step(undefined);
  const before = await weightsOf(client);
  await open(client, file);
  expect(await weightsOf(client)).toEqual(weights);
  expect(await client.rpc.undoRestart(undefined)).toBe(true);
  expect(await weightsOf(client)).toEqual(before);
});

test("training starts over with the file's recipe, or continues from its weights on request", async () => {
  const file = await fileOf(await trained());
  const afresh = engines.start();
  await open(afresh, file);
  await afresh.rpc.step(undefined);
  const [first, second] = [await afresh.rpc.getHistory(undefined), engines.start()];
  expect(first.steps.loss[0]).toBeCloseTo(Math.log(10), 1);

  await open(second, file);
  await second.rpc.trainOn(undefined);
  await until(() => second.told.statuses.at(-1)?.run.phase === 'finished');
  const { steps } = await second.rpc.getHistory(undefined);
  expect(steps.loss).toHaveLength(20);
  expect(steps.loss[0]).toBeLessThan(first.steps.loss[0] - 0.03);
  const { model } = await second.rpc.getStatus(undefined);
  expect(model).toMatchObject({ origin: 'trained', fileName: 'mine.gatescope' });
  const { bytes } = await second.rpc.exportModel({ format: 'recipe', run: null });
  expect(parseRecipeFile(new TextDecoder().decode(bytes))).toMatchObject({ result: null });
});

test('a recipe file reproduces the run bit for bit', async () => {
  const first = await trained();
  const recipeOf = async ({ rpc }: Client) => {
    const { bytes } = await rpc.exportModel({ format: 'recipe', run: null });
    return parseRecipeFile(new TextDecoder().decode(bytes)) as RecipeFile;
  };
  const file = await recipeOf(first);
  const again = engines.start();
  await again.rpc.restart({ recipe: file.recipe });
  await again.rpc.train(undefined);
  await until(() => again.told.statuses.at(-1)?.run.phase === 'finished');
  expect((await recipeOf(again)).result).toEqual(file.result);
  expect(file.result?.weightsSha256).toMatch(/^[0-9a-f]{64}$/);
});

test('exports an earlier run as it was saved', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-user-'));
  const first = engines.start({ userDirectory: folder });
  await first.rpc.restart({ recipe });
  for (let step = 0; step < 3; step++) await first.rpc.step(undefined);
  const other = engines.start({ userDirectory: folder });
  await vi.waitFor(async () => {
    expect((await other.rpc.getSavedRuns(undefined)).at(0)?.step).toBe(3);
  });
  const [{ id }] = await other.rpc.getSavedRuns(undefined);
  const { name, bytes } = await other.rpc.exportModel({ format: 'gatescope', run: id });
  expect(name).toBe('gatescope-lstm-16-step-3.gatescope');
  await open(other, bytes, name);
  expect(await weightsOf(other)).toEqual(await weightsOf(first));
  await expect(other.rpc.exportModel({ format: 'tfjs', run: 'x' })).rejects.toMatchObject({
    kind: 'checkpointUnusable',
  });
  await first.rpc.pause(undefined);
  await rm(folder, { recursive: true });
});

test('reports a non-model in one sentence and keeps the present network', async () => {
  const client = engines.start();
  const { session } = await client.rpc.getStatus(undefined);
  await expect(open(client, new Uint8Array(10_000), 'x.png')).rejects.toMatchObject({
    kind: 'fileUnusable',
    details: { file: 'x.png' },
  });
  await expect(client.rpc.openModel({ name: 'nothing uploaded' })).rejects.toMatchObject({ kind: 'fileUnusable' });
  await expect(client.rpc.upload({ at: 7, bytes: new Uint8Array(1) })).rejects.toMatchObject({
    kind: 'invalidRequest',
  });
  await expect(client.rpc.upload({ at: 0, bytes: new Uint8Array(2 ** 20) })).rejects.toMatchObject({
    kind: 'invalidRequest',
  });
  expect((await client.rpc.getStatus(undefined)).session).toBe(session);
});
