import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, expect, test, vi } from 'vitest';
import type { Mnist } from '../data/mnist.ts';
import { pixelCount } from '../data/sequence.ts';
import type { KernelPool } from '../kernels/pool.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { signed } from '../signed-file.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { eachTestItsFolder } from '../testing/user-folder.ts';
import { framed } from '../training/framed.ts';
import { createGenerator } from './generator.ts';
import { generatorConfig, generatorWeightShapes } from './generator-config.ts';
import { createGeneratorFile, generatorFolder } from './kept-generator.ts';

const units = 16;
const weights = initialWeights(generatorConfig(units), 3, generatorWeightShapes(units));
const recipe = { units, epochs: 2, truncation: 0, seed: 1 };
const folder = eachTestItsFolder();
let pool: KernelPool;
let digits: Mnist;

beforeAll(async () => {
  pool = await startTestPool();
  digits = await loadFewDigits(1280, 64);
});

/** As after a new start of the app. */
async function start(userDirectory = folder()) {
  const failures = vi.fn<(error: unknown) => void>();
  const events = { onStatus: () => undefined, onFailure: failures };
  const shipped = { value: { units, weights, metadata: null } };
  const generator = createGenerator(pool, () => digits, shipped, events, createGeneratorFile(userDirectory));
  await generator.ready;
  return { ...generator, failures };
}

async function trained(userDirectory?: string, seed = recipe.seed) {
  const generator = await start(userDirectory);
  await generator.train({ ...recipe, seed });
  await vi.waitFor(() => {
    expect(generator.status().training).toBe(false);
  }, 60_000);
  return generator;
}

const path = () => join(generatorFolder(folder()), 'newest.generator');

function draw(generator: Awaited<ReturnType<typeof start>>) {
  const pixels = digits.test.images.slice(0, pixelCount);
  return generator.complete({ pixels, givenRows: 14, count: 2, temperature: 1, seed: 1 });
}

test('the generator that was trained last is used after the next start, and draws the same, bit for bit', async () => {
  const first = await trained();
  await first.end();
  const next = await start();
  const { losses, step, testLoss } = first.status();
  expect(next.status()).toMatchObject({ origin: 'trained', training: false, units, epochs: 2, step, testLoss, losses });
  expect(losses.length).toBeGreaterThan(2);
  expect(await draw(next)).toEqual(await draw(first));
});

test('a kill while it learns leaves it as it was when its loss was measured last, an end as it was', async () => {
  const first = await start();
  await first.train({ ...recipe, epochs: 100 });
  await vi.waitFor(async () => {
    expect((await start()).status()).toMatchObject({ origin: 'trained', totalSteps: 1000 });
  }, 60_000);
  await first.end();
  const { step } = first.status();
  expect(step).toBeLessThan(1000);
  expect((await start()).status()).toMatchObject({ origin: 'trained', step });
});

test('whoever brings the shipped one back has it after the next start, too', async () => {
  const first = await trained();
  await first.restore();
  await first.end();
  const next = await start();
  expect(next.status()).toMatchObject({ origin: 'pretrained' });
  expect(await draw(next)).toEqual(await draw(first));
});

test('what another engine has kept since then is not removed with the shipped one', async () => {
  const first = await trained();
  await first.end();
  const other = await start();
  await (await trained(folder(), 2)).end();
  await other.restore();
  await other.end();
  expect((await start()).status().origin).toBe('trained');
});

test('a damaged file is passed over, and one of a newer version stays', async () => {
  await (await trained()).end();
  const bytes = await readFile(path());
  bytes[bytes.length - 1] ^= 1;
  await writeFile(path(), bytes);
  expect((await start()).status().origin).toBe('pretrained');

  const newer = Buffer.concat(signed(framed({ format: 'gatescope-trained-generator', version: 2 }, [])));
  await writeFile(path(), newer);
  const next = await trained();
  await next.end();
  expect(next.status().origin).toBe('trained');
  await next.restore();
  expect(await readFile(path())).toEqual(newer);
  expect(next.failures.mock.calls).toMatchObject([[{ kind: 'generatorUnsaved' }]]);
});

test('where nothing can be written, one sentence says so, and it is there until the end', async () => {
  await mkdir(folder(), { recursive: true });
  const blocked = join(folder(), 'file');
  await writeFile(blocked, '');
  const generator = await trained(blocked);
  await generator.end();
  expect(generator.status().origin).toBe('trained');
  expect(generator.failures.mock.calls).toMatchObject([[{ kind: 'generatorUnsaved' }]]);
});
