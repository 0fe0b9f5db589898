import { expect, test } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { defaultConfig, defaultRecipe } from '../../domain/recipe/config.ts';
import { createNetwork } from '../models/create-network.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { createNeighbourFinder } from './neighbours.ts';

const recipe: Recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 4 };
const engines = enginesOn(500, 1_000);

async function start(changes: Partial<Recipe> = {}) {
  const client = engines.start();
  await client.rpc.restart({ recipe: { ...recipe, ...changes } });
  return client;
}

const seven = { source: { kind: 'test', index: 0 }, until: 27, count: 12 } as const;

test('a digit finds others, without itself, with labels and answers; a drawing of it finds it first', async () => {
  const { rpc } = await start();
  expect(await rpc.findNeighbours(seven)).toBeNull();
  expect(await rpc.indexTrajectories(undefined)).toBe(true);
  const found = await rpc.findNeighbours(seven);
  expect(found).toMatchObject({ compared: 28, until: 27 });
  expect([...(found?.indices ?? [])]).not.toContain(0);
  found?.indices.forEach((index, place) => {
    expect(found.labels[place]).toBe(engines.digits.test.labels[index]);
    expect(found.pixels.slice(place * 784, (place + 1) * 784)).toEqual(
      Uint8Array.from(engines.digits.test.images.subarray(index * 784, (index + 1) * 784)),
    );
  });
  const pixels = Uint8Array.from(engines.digits.test.images.subarray(0, 784));
  const drawn = await rpc.findNeighbours({ ...seven, source: { kind: 'drawing', pixels } });
  expect(drawn?.indices[0]).toBe(0);
  // The same trajectory, up to rounding to 255 levels.
  expect(drawn?.distances[0]).toBeLessThan(16 * (1 / 254) ** 2);
  expect([...(drawn?.indices.slice(1) ?? [])]).toEqual([...(found?.indices.slice(0, 11) ?? [])]);
});

test('comparing early rows finds other digits than comparing all; answers come from the indexed network', async () => {
  const { rpc } = await start();
  await rpc.indexTrajectories(undefined);
  const whole = await rpc.findNeighbours(seven);
  const early = await rpc.findNeighbours({ ...seven, until: 9 });
  expect(early).toMatchObject({ compared: 10, until: 9 });
  expect(early?.indices).not.toEqual(whole?.indices);
  for (const [place, index] of [...(whole?.indices ?? [])].entries()) {
    const trace = await rpc.pin({ source: { kind: 'test', index } });
    const last = trace?.probabilities.slice(-10) ?? new Float32Array();
    expect(last[whole?.answers[place] ?? 0]).toBeGreaterThan(Math.max(...last) - 1e-6);
  }
});

test('an index keeps its results as weights change, and goes with its network', async () => {
  const { rpc, told } = await start();
  await rpc.step(undefined);
  await rpc.indexTrajectories(undefined);
  const found = await rpc.findNeighbours(seven);
  await rpc.trainEpoch(undefined);
  await until(() => told.statuses.at(-1)?.run.phase === 'paused' && told.statuses.at(-1)?.run.step === 10);
  const { index, building } = await rpc.getTrajectories(undefined);
  expect(building).toBeNull();
  expect(index).toEqual({ digits: 1_000, steps: 28, stepsRead: 28, step: 1, session: 2 });
  expect(await rpc.findNeighbours(seven)).toEqual(found);
  await rpc.restart({ recipe });
  expect(await rpc.getTrajectories(undefined)).toEqual({ building: null, index: null });
  await until(() => told.trajectories.at(-1)?.index === null);
});

test('builds an index during training, with progress, and can be cancelled', async () => {
  const { rpc, told } = await start({ epochs: 40 });
  await rpc.train(undefined);
  const stepNow = async () => (await rpc.getStatus(undefined)).run.step;
  const before = await stepNow();
  const making = rpc.indexTrajectories(undefined);
  // A second request joins the first.
  expect(await Promise.all([making, rpc.indexTrajectories(undefined)])).toEqual([true, true]);
  expect(await stepNow()).toBeGreaterThan(before);
  await until(() => told.trajectories.some(({ building }) => building !== null));

  const { index: kept } = await rpc.getTrajectories(undefined);
  const second = rpc.indexTrajectories(undefined);
  await rpc.cancelTrajectories(undefined);
  expect(await second).toBe(false);
  expect(await rpc.getTrajectories(undefined)).toEqual({ building: null, index: kept });
  await rpc.pause(undefined);
});

test('a request after a cancelled one builds an index', async () => {
  const { rpc } = await start();
  const first = rpc.indexTrajectories(undefined);
  const cancelled = rpc.cancelTrajectories(undefined);
  const second = rpc.indexTrajectories(undefined);
  expect(await Promise.all([first, cancelled, second])).toEqual([false, undefined, true]);
  expect((await rpc.getTrajectories(undefined)).index).toMatchObject({ digits: 1_000 });
});

test('discards an index if another network is shown by the time it is complete', async () => {
  const config = { ...defaultConfig, units: 16 };
  const network = createNetwork(engines.pool, config, initialWeights(config, 1));
  let session = 1;
  const finder = createNeighbourFinder(
    engines.pool,
    () => ({ network, step: 0, session }),
    () => engines.digits.test,
    (index) => ({ pixels: engines.digits.test.images.slice(index * 784, (index + 1) * 784), label: 0 }),
    () => {
      const { building } = finder.status();
      if (building?.done !== building?.total || session === 2) return;
      session = 2;
      finder.sessionChanged();
    },
  );
  expect(await finder.build()).toBe(false);
  expect(finder.status()).toEqual({ building: null, index: null });
  network.dispose();
});

test('reports that a Transformer has no trajectories', async () => {
  const { rpc } = await start({ cell: 'transformer', heads: 2 });
  await expect(rpc.indexTrajectories(undefined)).rejects.toMatchObject({ kind: 'invalidRequest' });
});

test('refuses invalid queries', async () => {
  const { rpc } = await start();
  await expect(rpc.findNeighbours({ ...seven, until: -1 })).rejects.toMatchObject({ kind: 'invalidRequest' });
  await expect(rpc.findNeighbours({ ...seven, count: 0 })).rejects.toMatchObject({ kind: 'invalidRequest' });
});

test("an ablation's evaluation can be cancelled, also while queued", async () => {
  const { rpc } = await start();
  const ablation = { layer: 0, clamp: null, silenced: [1], heads: [], forgetBias: 0 };
  const [running, waiting] = [rpc.evaluateAblation({ ablation }), rpc.evaluateAblation({ ablation })];
  await rpc.cancelAblation(undefined);
  expect(await Promise.all([running, waiting])).toEqual([null, null]);
  expect(await rpc.evaluateAblation({ ablation })).toMatchObject({ accuracy: expect.any(Number) as number });
});
