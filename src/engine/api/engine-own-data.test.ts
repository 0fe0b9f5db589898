// Holds P28.
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { defaultConfig, defaultRecipe } from '../../domain/recipe/config.ts';
import { initialWeights } from '../models/initial-weights.ts';
import type { StoredModel } from '../models/storage.ts';
import type { GivenFile } from '../../domain/data-files/given-file.ts';
import { createDataSetStore } from '../own-data/store.ts';
import { barsPair, gzipped, labelsOf } from '../own-data/testing/files.ts';
import { enginesOn } from '../testing/engines.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';

const recipe: Recipe = {
  ...defaultRecipe,
  units: 16,
  batchSize: 60,
  epochs: 8,
  augmentation: 'none',
  learningRate: 0.02,
};
const config = { ...defaultConfig, units: 12 };
const pretrained: StoredModel = { config, weights: initialWeights(config, 1), metadata: null };

const classes = 12;
const classNames = Array.from({ length: classes }, (_, index) => `bar ${index}`);
const named = { name: 'Bars', classNames, transposed: true, inverted: false };
const files = [...barsPair(labelsOf(600, classes)), ...barsPair(labelsOf(120, classes), { prefix: 't10k' })];

const folder = eachTestItsFolder();
const engines = enginesOn(500, 300);

/** A fresh engine, as after restarting the app. */
async function start() {
  const firstData = await createDataSetStore(folder())
    .chosen()
    .then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
  return engines.start({ pretrained: { value: pretrained }, userDirectory: folder(), firstData });
}

type Client = Awaited<ReturnType<typeof start>>;

async function send({ rpc }: Client, given: readonly GivenFile[], pieceBytes = 100_000) {
  for (const [file, { name, bytes }] of given.entries()) {
    for (let offset = 0; offset < bytes.length; offset += pieceBytes) {
      const piece = bytes.slice(offset, offset + pieceBytes);
      await rpc.sendDataFile({ file, name, size: bytes.length, offset, bytes: piece });
    }
  }
}

async function open(client: Client) {
  await send(client, files.map(gzipped));
  await client.rpc.readDataFiles(undefined);
  await client.rpc.openDataSet(named);
}

test('opens, trains on, evaluates and traces a gzipped pair with 12 classes', async () => {
  const client = await start();
  const { rpc } = client;
  await send(client, files.map(gzipped));
  const draft = await rpc.readDataFiles(undefined);
  expect(draft).toMatchObject({ trainCount: 600, testCount: 120, classes: 12, firstLabel: 0, heldBack: false });
  await rpc.openDataSet(named);
  const { data, model } = await rpc.getStatus(undefined);
  expect(data).toMatchObject({ name: 'Bars', classNames, trainCount: 600, testCount: 120 });
  expect(model).toMatchObject({ classes: 12, origin: 'untrained' });
  await rpc.restart({ recipe });
  await rpc.train(undefined);
  await vi.waitFor(async () => {
    expect((await rpc.getStatus(undefined)).run.phase).toBe('finished');
  });
  const answers = await rpc.getAnswers(undefined);
  expect(answers?.confusion).toHaveLength(144);
  const right = answers?.confusion.filter((_, at) => at % 13 === 0).reduce((sum, count) => sum + count, 0);
  // A bar crosses the rows of a transposed image, so every class is recognizable.
  expect(right).toBeGreaterThan(110);
  const trace = await rpc.pin({ source: { kind: 'test', index: 11 } });
  expect(trace).toMatchObject({ label: 11, target: 11 });
  expect(trace?.probabilities).toHaveLength(28 * 12);
  expect(trace?.readout).toHaveLength(16 * 12);
  await expect(rpc.getTestDigit({ index: 120 })).rejects.toMatchObject({ kind: 'invalidRequest' });
});

test('accepts new names after too few were given', async () => {
  const client = await start();
  await send(client, files);
  await client.rpc.readDataFiles(undefined);
  const tooFew = client.rpc.openDataSet({ ...named, classNames: classNames.slice(1) });
  await expect(tooFew).rejects.toMatchObject({ details: { problem: 'tooFewNames' } });
  await client.rpc.openDataSet(named);
  expect((await client.rpc.getStatus(undefined)).data).toMatchObject({ name: 'Bars' });
});

test('undo brings back the previous network with its data, and unpins images of the other set', async () => {
  const client = await start();
  const { rpc, told } = client;
  await rpc.pin({ source: { kind: 'test', index: 299 } });
  await open(client);
  const traces = told.traces.length;
  await rpc.step(undefined);
  expect(told.traces.length).toBe(traces);
  expect(await rpc.undoRestart(undefined)).toBe(true);
  const { data, model } = await rpc.getStatus(undefined);
  expect(data).toMatchObject({ id: 'mnist', trainCount: 500 });
  expect(model).toMatchObject({ classes: 10, origin: 'pretrained' });
  expect((await rpc.getTestDigit({ index: 299 })).label).toBe(engines.digits.test.labels[299]);
});

test('the next engine shows the set and resumes a run on it, and MNIST can be reopened', async () => {
  const first = await start();
  await open(first);
  for (let step = 0; step < 3; step++) await first.rpc.step(undefined);
  const next = await start();
  expect((await next.rpc.getStatus(undefined)).data).toMatchObject({ name: 'Bars', trainCount: 600 });
  await next.rpc.openMnist({});
  expect((await next.rpc.getStatus(undefined)).model.origin).toBe('pretrained');
  await vi.waitFor(async () => {
    expect((await next.rpc.getSavedRuns(undefined)).at(0)).toMatchObject({ step: 3, dataSet: 'Bars' });
  });
  const [{ id }] = await next.rpc.getSavedRuns(undefined);
  await next.rpc.resumeRun({ id });
  expect((await next.rpc.getStatus(undefined)).data).toMatchObject({ name: 'Bars', classNames });
  await next.rpc.openMnist({});
  await vi.waitFor(async () => {
    expect((await (await start()).rpc.getStatus(undefined)).data).toMatchObject({ id: 'mnist' });
  });
});

test('reports a run whose data set is gone in one sentence, and changes nothing', async () => {
  const first = await start();
  await open(first);
  await first.rpc.step(undefined);
  await rm(join(folder(), 'data-sets'), { recursive: true });
  const next = await start();
  const before = await next.rpc.getStatus(undefined);
  expect(before.data).toMatchObject({ id: 'mnist' });
  await vi.waitFor(async () => {
    expect(await next.rpc.getSavedRuns(undefined)).toHaveLength(1);
  });
  const [{ id }] = await next.rpc.getSavedRuns(undefined);
  await expect(next.rpc.resumeRun({ id })).rejects.toMatchObject({ kind: 'dataSetMissing', details: { name: 'Bars' } });
  expect((await next.rpc.getStatus(undefined)).session).toBe(before.session);
});

test('a mismatched pair, out-of-order pieces or a cancelled upload changes nothing and leaves nothing behind', async () => {
  const client = await start();
  const { rpc } = client;
  const before = await rpc.getStatus(undefined);
  await send(client, [files[0], files[3]]);
  await expect(rpc.readDataFiles(undefined)).rejects.toMatchObject({
    kind: 'dataSetInvalid',
    details: { problem: 'counts', images: 600, labels: 120 },
  });
  await expect(rpc.openDataSet(named)).rejects.toMatchObject({ kind: 'invalidRequest' });
  const piece = { file: 0, name: 'a', size: 20, offset: 0, bytes: new Uint8Array(10) };
  await rpc.sendDataFile(piece);
  for (const wrong of [
    { ...piece, offset: 5 },
    { ...piece, offset: 10, bytes: new Uint8Array(11) },
    { ...piece, file: 3 },
  ])
    await expect(rpc.sendDataFile(wrong)).rejects.toMatchObject({ kind: 'invalidRequest' });
  await expect(rpc.readDataFiles(undefined)).rejects.toMatchObject({ kind: 'invalidRequest' });
  await expect(rpc.sendDataFile({ ...piece, size: 900_000_000 })).rejects.toMatchObject({ kind: 'invalidRequest' });
  await send(client, files);
  await rpc.forgetDataFiles(undefined);
  await expect(rpc.readDataFiles(undefined)).rejects.toMatchObject({ kind: 'invalidRequest' });
  expect(await rpc.getStatus(undefined)).toEqual(before);
  expect(await readdir(folder())).toEqual([]);
});

test('own digits work with MNIST only, and comparisons use the data set shown', async () => {
  const client = await start();
  const { rpc, told } = client;
  await open(client);
  await expect(rpc.fineTune({ seed: 1 })).rejects.toMatchObject({ kind: 'otherDataSet' });
  await expect(rpc.evaluatePersonal(undefined)).rejects.toMatchObject({ kind: 'otherDataSet' });
  await rpc.compare({ runs: [{ name: 'bars', recipe: { ...recipe, epochs: 1 }, digits: 60_000 }] });
  await vi.waitFor(() => {
    expect(told.comparisons.at(-1)?.runs[0]).toMatchObject({ state: 'done', digits: 600, dataSet: { name: 'Bars' } });
  });
  const id = told.comparisons.at(-1)?.runs[0].id ?? 0;
  const source = { kind: 'test', index: 3 } as const;
  expect((await rpc.traceRun({ id, source })).probabilities).toHaveLength(28 * 12);
  await rpc.openMnist({});
  await expect(rpc.traceRun({ id, source })).rejects.toMatchObject({ kind: 'otherDataSet' });
});
