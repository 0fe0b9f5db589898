import { expect, test } from 'vitest';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import type { Trace } from '../../protocol/trace.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultConfig, defaultRecipe } from '../../domain/recipe/config.ts';
import { createNetwork } from '../models/create-network.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { createTrainer } from '../training/trainer.ts';

const recipe: Recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 4 };
const source = { kind: 'test', index: 0 } as const;
const engines = enginesOn(500, 300);

async function startWith(changes: Partial<Recipe> = {}, pool = engines.pool) {
  const client = engines.start({ pool });
  await client.rpc.restart({ recipe: { ...recipe, ...changes } });
  return client;
}

test.each([
  ['rnn', { cell: 'rnn', layers: 2 }],
  ['lstm', { cell: 'lstm' }],
  ['lstm of two layers with a window, read from the bottom', { layers: 2, window: 20, order: 'rowsUp' }],
  ['gru over columns', { cell: 'gru', order: 'columns', units: 24 }],
  ['gru with a loss at every step', { cell: 'gru', lossAt: 'everyStep' }],
  ['transformer', { cell: 'transformer', layers: 2, heads: 2 }],
  ['transformer with a window', { cell: 'transformer', window: 9 }],
] as const satisfies readonly (readonly [string, Partial<Recipe>])[])(
  'a digit viewed in the past is read exactly as it was at that step: %s',
  async (_, changes) => {
    const { rpc } = await startWith(changes);
    const { session } = await rpc.getStatus(undefined);
    const then: Trace[] = [];
    const take = async () => {
      const trace = await rpc.pin({ source });
      if (trace) then.push(trace);
    };
    await take();
    for (let step = 1; step <= 9; step++) {
      await rpc.step(undefined);
      if ([1, 2, 4, 6, 9].includes(step)) await take();
    }
    const { moments } = await rpc.getTimeline(undefined);
    expect(moments.map(({ step }) => step)).toEqual([0, 1, 2, 4, 6, 9]);
    for (const trace of then) expect(await rpc.traceAt({ session, step: trace.step, source })).toEqual(trace);

    const through = await rpc.readingThroughTime({ session, after: -1, source });
    expect(through?.steps).toEqual(Uint32Array.of(0, 1, 2, 4, 6, 9));
    expect(through?.probabilities).toEqual(
      Float32Array.from(then.flatMap(({ probabilities }) => [...probabilities.slice(-10)])),
    );
  },
);

test('drawings, other orders and ablations are looked at in the past, too', async () => {
  const { rpc } = await startWith();
  const { session } = await rpc.getStatus(undefined);
  const drawing = { kind: 'drawing', pixels: engines.digits.test.images.slice(784, 2 * 784) } as const;
  const ablation = { layer: 0, clamp: { gate: 'forgetGate', at: 0 }, silenced: [3], heads: [], forgetBias: 0 } as const;
  const asked = { source: drawing, order: 'columns', ablation } as const;
  await rpc.step(undefined);
  const then = await rpc.pin(asked);
  for (let step = 0; step < 5; step++) await rpc.step(undefined);
  expect(then).toMatchObject({ order: 'columns', ablation, step: 1 });
  expect(await rpc.traceAt({ session, step: 1, ...asked })).toEqual(then);
  const own = await rpc.readingThroughTime({ session, after: 0, source: drawing });
  const columns = await rpc.readingThroughTime({ session, after: 0, source: drawing, order: 'columns' });
  expect(columns?.steps).toEqual(own?.steps);
  expect(columns?.probabilities).not.toEqual(own?.probabilities);
});

test('moments carry epochs done, loss, and accuracy where it was measured', async () => {
  const { rpc, told } = await startWith();
  await rpc.trainEpoch(undefined);
  await until(() => told.statuses.at(-1)?.run.phase === 'paused');
  const { session, moments } = await rpc.getTimeline(undefined);
  const { steps, epochs } = await rpc.getHistory(undefined);
  expect(session).toBe((await rpc.getStatus(undefined)).session);
  expect(moments.map(({ step }) => step)).toEqual([0, 1, 2, 4, 6, 9, 10]);
  expect(moments.map(({ epoch }) => epoch)).toEqual([0, 0.1, 0.2, 0.4, 0.6, 0.9, 1]);
  expect(moments.slice(-2).map(({ testAccuracy }) => testAccuracy)).toEqual([null, epochs[0].testAccuracy]);
  expect(moments[0].trainLoss).toBeNull();
  expect(moments[3].trainLoss).toBeCloseTo(
    steps.loss.subarray(0, 4).reduce((sum, loss) => sum + loss / 4, 0),
    5,
  );
});

test('announces moments only when something changed, and the last announcement equals the answer to a request', async () => {
  const { rpc, told } = await startWith();
  await rpc.train(undefined);
  await until(() => told.statuses.at(-1)?.run.phase === 'finished');
  expect(told.timelines.at(-1)).toEqual(await rpc.getTimeline(undefined));
  expect(told.timelines.at(-1)?.moments.map(({ step }) => step)).toEqual([
    0, 1, 2, 4, 6, 9, 10, 12, 16, 20, 25, 30, 36, 40,
  ]);
  const states = told.timelines.map((timeline) => JSON.stringify(timeline));
  expect(new Set(states).size).toBe(states.length);
});

test('viewing the past does not affect training', async () => {
  const weightsAfter = async (looks: boolean) => {
    const { rpc, told } = await startWith();
    const { session } = await rpc.getStatus(undefined);
    await rpc.train(undefined);
    while (looks && told.statuses.at(-1)?.run.phase !== 'finished') {
      await rpc.traceAt({ session, step: 1, source });
      await rpc.readingThroughTime({ session, after: -1, source });
    }
    await until(() => told.statuses.at(-1)?.run.phase === 'finished');
    return (await rpc.getWeights(undefined)).weights.map(({ values }) => values);
  };
  expect(await weightsAfter(true)).toEqual(await weightsAfter(false));
});

test('a run with moments trains bit-identically to one without', async () => {
  const { rpc } = await startWith();
  const network = createNetwork(engines.pool, recipe, initialWeights(recipe, recipe.seed), recipe);
  const trainer = createTrainer(network, engines.digits.train, recipe);
  for (let step = 0; step < 12; step++) {
    await rpc.step(undefined);
    await trainer.trainStep();
  }
  const { weights } = await rpc.getWeights(undefined);
  expect(weights.map(({ values }) => values)).toEqual(network.readWeights().map(({ values }) => values));
  network.dispose();
});

test('a restart begins a new timeline, and undoing it restores the former one', async () => {
  const { rpc } = await startWith();
  for (let step = 0; step < 4; step++) await rpc.step(undefined);
  const before = await rpc.getTimeline(undefined);
  const then = await rpc.traceAt({ session: before.session, step: 1, source });
  await rpc.restart({ recipe: { ...recipe, cell: 'gru', seed: 2 } });
  expect((await rpc.getTimeline(undefined)).moments.map(({ step }) => step)).toEqual([0]);
  expect(await rpc.traceAt({ session: before.session, step: 1, source })).toBeNull();
  expect(await rpc.readingThroughTime({ session: before.session, after: -1, source })).toBeNull();
  await rpc.undoRestart(undefined);
  expect(await rpc.getTimeline(undefined)).toEqual(before);
  expect(await rpc.traceAt({ session: before.session, step: 1, source })).toEqual(then);
});

test('a network from a file has no past', async () => {
  const config = { ...defaultConfig, units: 8 };
  const pretrained = { value: { config, weights: initialWeights(config, 1), metadata: null } };
  const { rpc } = engines.start({ pretrained });
  const { session, moments } = await rpc.getTimeline(undefined);
  expect(moments).toEqual([]);
  expect(await rpc.traceAt({ session, step: 0, source })).toBeNull();
  expect((await rpc.readingThroughTime({ session, after: -1, source }))?.steps).toEqual(new Uint32Array());
});

test('one network serves all moments, and its memory is freed when another session is shown', async () => {
  const sizes: number[] = [];
  let held = 0;
  const counted: KernelPool = {
    ...engines.pool,
    attach(memory, plan) {
      const attached = engines.pool.attach(memory, plan);
      if (plan.batchSize === 1) sizes.push(held++);
      const detach = () => {
        if (plan.batchSize === 1) held--;
        attached.detach();
      };
      return { ...attached, detach };
    },
  };
  const { rpc } = await startWith({}, counted);
  const { session } = await rpc.getStatus(undefined);
  for (let step = 0; step < 4; step++) await rpc.step(undefined);
  expect(sizes).toEqual([]);
  for (const step of [0, 4, 1]) await rpc.traceAt({ session, step, source });
  await rpc.readingThroughTime({ session, after: -1, source });
  expect(sizes).toEqual([0]);
  await rpc.restart({ recipe });
  await until(() => held === 0);
});

test.each([
  ['a fractional step', 'traceAt', { session: 1, step: -1, source }],
  ['no digit', 'traceAt', { session: 1, step: 0 }],
  [
    'a digit that does not exist',
    'readingThroughTime',
    { session: 1, after: -1, source: { kind: 'test', index: 10_000 } },
  ],
  ['a moment before the first', 'readingThroughTime', { session: 1, after: -2, source }],
] as const)('refuses %s', async (_, name, params) => {
  const { rpc } = await startWith();
  await expect((rpc[name] as (params: unknown) => Promise<unknown>)(params)).rejects.toMatchObject({
    kind: 'invalidRequest',
  });
});
