// Holds P7, P9.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import { type DataSet, mnistDataSet } from '../data/data-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { signed } from '../system/signed-file.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';
import { framed } from '../training/framed.ts';
import { createGenerator } from './generator.ts';
import { generatorConfig, generatorWeightShapes } from './generator-config.ts';
import { createGeneratorFiles, generatorFolder } from './kept-generator.ts';

const units = 16;
const weights = initialWeights(generatorConfig(units), 3, generatorWeightShapes(units));
const recipe = { units, epochs: 2, truncation: 0, seed: 1 };
const folder = eachTestItsFolder();
let pool: KernelPool;
let digits: DataSet;

beforeAll(async () => {
  pool = await startTestPool();
  digits = mnistDataSet(await loadFewDigits(1280, 64));
});

/** As after restarting the app. */
async function start(userDirectory = folder(), data = digits) {
  const failures = vi.fn<(error: unknown) => void>();
  const events = { onStatus: () => undefined, onFailure: failures };
  const shipped = { value: { units, weights, metadata: null } };
  const generator = createGenerator(pool, () => data, shipped, events, createGeneratorFiles(userDirectory));
  await generator.ready;
  return { ...generator, failures };
}

async function trained(userDirectory?: string, seed = recipe.seed) {
  const generator = await start(userDirectory);
  await generator.train({ ...recipe, seed });
  await vi.waitFor(() => {
    expect(generator.status().training).toBe(false);
  });
  return generator;
}

const path = () => join(generatorFolder(folder()), 'newest.generator');

function draw(generator: Awaited<ReturnType<typeof start>>) {
  const pixels = digits.test.images.slice(0, pixelCount);
  return generator.complete({ pixels, givenRows: 14, count: 2, temperature: 1, seed: 1, window: 27, label: null });
}

test('the generator trained last is used after a restart and draws bit-identically', async () => {
  const first = await trained();
  await first.end();
  const next = await start();
  const { losses, step, testLoss } = first.status();
  expect(next.status()).toMatchObject({ origin: 'trained', training: false, units, epochs: 2, step, testLoss, losses });
  expect(losses.length).toBeGreaterThan(2);
  expect(await draw(next)).toEqual(await draw(first));
});

test('a kill during training leaves the last measured state, a shutdown the present one', async () => {
  const first = await start();
  await first.train({ ...recipe, epochs: 100 });
  await vi.waitFor(async () => {
    expect((await start()).status()).toMatchObject({ origin: 'trained', totalSteps: 1000 });
  });
  await first.end();
  const { step } = first.status();
  expect(step).toBeLessThan(1000);
  expect((await start()).status()).toMatchObject({ origin: 'trained', step });
});

/** Cuts it off like a kill as soon as `condition` holds. */
async function cutOff(generator: Awaited<ReturnType<typeof start>>, condition: () => boolean) {
  await vi.waitFor(() => {
    expect(condition()).toBe(true);
  });
  await generator.end();
}

test('a trained generator stays until the next is better or finished, and can then be brought back', async () => {
  const first = await trained();
  const good = first.status();
  await first.train({ ...recipe, epochs: 100, seed: 2 });
  await cutOff(first, () => first.status().losses.length > 0);
  expect(first.status().losses[0].testLoss).toBeGreaterThan(good.testLoss ?? Infinity);
  const next = await start();
  const facts = { units, testLoss: good.testLoss, testImages: 64, dataSet: { id: 'mnist', name: 'MNIST' } };
  expect(next.status()).toMatchObject({ ...facts, step: 20, former: null });

  await next.train({ ...recipe, epochs: 100, seed: 3 });
  await vi.waitFor(() => {
    expect(next.status().losses.length).toBeGreaterThan(0);
  });
  await next.stop();
  const stump = next.status();
  expect(stump).toMatchObject({ totalSteps: 1000, former: facts });
  await next.end();
  const third = await start();
  expect(third.status()).toMatchObject({ step: stump.step, former: facts });
  await third.bringBack();
  expect(third.status()).toMatchObject({ ...facts, step: 20, former: { testLoss: stump.testLoss } });
  await third.end();
  const fourth = await start();
  expect(fourth.status()).toMatchObject({ ...facts, step: 20 });
  expect(await draw(fourth)).toEqual(await draw(third));
  await fourth.bringBack();
  expect(fourth.status().testLoss).toBe(stump.testLoss);
});

test('training stopped before its first measurement replaces nothing; a better one replaces at once', async () => {
  const first = await trained();
  const { testLoss } = first.status();
  await first.train({ ...recipe, units: 128, seed: 2 });
  await first.stop();
  expect(first.status()).toMatchObject({ losses: [], former: { testLoss } });
  await first.bringBack();
  expect(first.status()).toMatchObject({ step: 20, testLoss, former: null });
  await first.train({ ...recipe, units: 64, epochs: 100 });
  await cutOff(first, () => (first.status().testLoss ?? Infinity) < (testLoss ?? 0));
  const next = await start();
  expect(next.status()).toMatchObject({ units: 64, former: { testLoss } });
  await expect((await start(join(folder(), 'empty'))).bringBack()).rejects.toThrow(
    'There is no other trained row generator',
  );
});

test('a loss on other images does not count as better', async () => {
  const first = await trained();
  await first.end();
  const other = { ...digits, id: '0'.repeat(32), name: 'My data', test: { ...digits.test, count: 1 } };
  const blank = { count: 1280, images: new Uint8Array(1280 * pixelCount), labels: new Uint8Array(1280) };
  const next = await start(folder(), {
    ...other,
    train: blank,
    test: { ...blank, count: 1, images: blank.images.slice(0, pixelCount) },
  });
  await next.train({ ...recipe, epochs: 100 });
  await cutOff(next, () => (next.status().testLoss ?? Infinity) < (first.status().testLoss ?? 0));
  expect(next.status()).toMatchObject({ dataSet: { name: 'My data' }, testImages: 1 });
  expect((await start()).status()).toMatchObject({ dataSet: { name: 'MNIST' }, testLoss: first.status().testLoss });
});

test('loads a generator saved by an earlier version with all its data', async () => {
  const described = { units, step: 20, totalSteps: 20, epochs: 2, testLoss: 300, losses: [] };
  await mkdir(generatorFolder(folder()), { recursive: true });
  const values = weights.map((weight) => weight.values);
  const frame = framed({ format: 'gatescope-trained-generator', version: 1, generator: described }, values);
  await writeFile(path(), Buffer.concat(signed(frame)));
  expect((await start()).status()).toMatchObject({ ...described, origin: 'trained', dataSet: null, testImages: null });
});

test('restoring the shipped generator survives a restart', async () => {
  const first = await trained();
  await first.restore();
  await first.end();
  const next = await start();
  expect(next.status()).toMatchObject({ origin: 'pretrained' });
  expect(await draw(next)).toEqual(await draw(first));
});

test('restoring the shipped generator does not remove what another engine saved since', async () => {
  const first = await trained();
  await first.end();
  const other = await start();
  await (await trained(folder(), 2)).end();
  await other.restore();
  await other.end();
  expect((await start()).status().origin).toBe('trained');
});

test('skips a damaged file and keeps a newer one', async () => {
  await (await trained()).end();
  const bytes = await readFile(path());
  bytes[bytes.length - 1] ^= 1;
  await writeFile(path(), bytes);
  expect((await start()).status().origin).toBe('pretrained');

  const newer = Buffer.concat(signed(framed({ format: 'gatescope-trained-generator', version: 3 }, [])));
  await writeFile(path(), newer);
  const next = await trained();
  await next.end();
  expect(next.status().origin).toBe('trained');
  await next.restore();
  expect(await readFile(path())).toEqual(newer);
  expect(next.failures.mock.calls).toMatchObject([[{ kind: 'generatorUnsaved' }]]);
});

test('reports a failed write once and keeps the generator until the end', async () => {
  await mkdir(folder(), { recursive: true });
  const blocked = join(folder(), 'file');
  await writeFile(blocked, '');
  const generator = await trained(blocked);
  await generator.end();
  expect(generator.status().origin).toBe('trained');
  expect(generator.failures.mock.calls).toMatchObject([[{ kind: 'generatorUnsaved' }]]);
});
