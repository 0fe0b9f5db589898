import { expect, test } from 'vitest';
import { defaultConfig, defaultRecipe } from '../../domain/recipe/config.ts';
import { initialWeights } from '../models/initial-weights.ts';
import type { StoredModel } from '../models/storage.ts';
import { connect, until } from '../testing/client.ts';
import { enginesOn } from '../testing/engines.ts';
import { loadFewDigits } from '../testing/start.ts';

const recipe = { ...defaultRecipe, units: 16, batchSize: 50, epochs: 2 };
const config = { ...defaultConfig, units: 12 };
const pretrained: StoredModel = {
  config,
  weights: initialWeights(config, 1),
  metadata: { recipe: { ...recipe, ...config }, step: 77, testAccuracy: 0.987, testLoss: 0.04, created: '' },
};
const engines = enginesOn(500, 300);

function start(given: Parameters<typeof engines.start>[0] = {}) {
  return engines.start({ pretrained: { value: pretrained }, ...given });
}

test('shows the pretrained model first, and a fresh one of the recipe once training begins', async () => {
  const { rpc } = start();
  const before = await rpc.getStatus(undefined);
  expect(before.model).toEqual({
    ...config,
    origin: 'pretrained',
    parameters: 2098,
    testAccuracy: 0.987,
    fileName: null,
  });
  await rpc.step(undefined);
  const after = await rpc.getStatus(undefined);
  expect(after.model.origin).toBe('trained');
  expect(after.model.testAccuracy).toBeNull();
  expect(after.run).toMatchObject({ phase: 'paused', step: 1, stepsPerEpoch: 4, totalSteps: 20 });
});

test('trains to the end of the recipe, and sends every step once and every epoch with its test accuracy', async () => {
  const { rpc, told } = start();
  await rpc.restart({ recipe });
  await rpc.train(undefined);
  await until(() => told.statuses.at(-1)?.run.phase === 'finished');
  const steps = told.steps.flatMap(({ firstStep, loss }) => [...loss].map((_, index) => firstStep + index));
  expect(steps).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  expect(told.epochs.map(({ epoch }) => epoch)).toEqual([1, 2]);
  const { steps: all, epochs } = await rpc.getHistory(undefined);
  expect(all.loss.length).toBe(20);
  expect(epochs).toEqual(told.epochs);
  expect(all.loss[19]).toBeLessThan(all.loss[0]);
  expect((await rpc.getStatus(undefined)).model.testAccuracy).toBe(epochs[1].testAccuracy);
});

test('pausing and continuing gives bit-identical weights', async () => {
  const traceAfter = async (interrupted: boolean) => {
    const { rpc, told } = start();
    await rpc.restart({ recipe });
    await rpc.trainEpoch(undefined);
    if (interrupted) {
      await rpc.pause(undefined);
      await rpc.evaluate(undefined);
      await rpc.trainEpoch(undefined);
    }
    await until(() => told.statuses.at(-1)?.run.phase === 'paused' && told.statuses.at(-1)?.run.step === 10);
    return rpc.pin({ source: { kind: 'test', index: 3 } });
  };
  expect(await traceAfter(true)).toEqual(await traceAfter(false));
});

test('a client with a slow pace still receives every step', async () => {
  const { engine, rpc, told } = start();
  const calm = connect(engine);
  await calm.rpc.setPace({ everyMs: 60_000 });
  await rpc.restart({ recipe });
  await rpc.train(undefined);
  await until(() => calm.told.statuses.at(-1)?.run.phase === 'finished');
  const losses = (steps: typeof told.steps) => steps.flatMap(({ loss }) => [...loss]);
  expect(losses(calm.told.steps)).toHaveLength(20);
  expect(losses(calm.told.steps)).toEqual(losses(told.steps));
});

test('traces a pinned digit at once, and again under newer weights', async () => {
  const { rpc, told } = start();
  const first = await rpc.pin({ source: { kind: 'test', index: 0 } });
  expect(first).toMatchObject({ label: 7, target: 7, step: 77, origin: 'pretrained', steps: 28, units: 12 });
  await rpc.restart({ recipe });
  await rpc.trainEpoch(undefined);
  await until(() => told.traces.some(({ step }) => step === 10));
  const last = told.traces.at(-1);
  expect(last).toMatchObject({ label: 7, origin: 'trained', units: 16 });
  expect(last?.layers[0].matrices.forgetGate?.length).toBe(28 * 16);
  await rpc.pin({ source: null });
  const count = told.traces.length;
  await rpc.step(undefined);
  expect(told.traces.length).toBe(count);
});

test('slow motion pauses after each step until switched off or paused', async () => {
  const { rpc, told } = start();
  await rpc.restart({ recipe });
  await rpc.setSlowMotion({ on: true });
  await rpc.train(undefined);
  await until(() => told.steps.length > 0);
  await rpc.pause(undefined);
  expect((await rpc.getStatus(undefined)).run).toMatchObject({ slowMotion: true, phase: 'paused', step: 1 });
  await rpc.setSlowMotion({ on: false });
  await rpc.train(undefined);
  await until(() => told.statuses.at(-1)?.run.phase === 'finished');
});

test('undo brings back a restarted run with its step and history', async () => {
  const { rpc } = start();
  expect(await rpc.undoRestart(undefined)).toBe(false);
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  const { steps } = await rpc.getHistory(undefined);
  await rpc.restart({ recipe: { ...recipe, seed: 9 } });
  expect((await rpc.getHistory(undefined)).steps.loss.length).toBe(0);
  expect(await rpc.undoRestart(undefined)).toBe(true);
  expect((await rpc.getHistory(undefined)).steps).toEqual(steps);
  expect((await rpc.getStatus(undefined)).run.step).toBe(1);
  await rpc.step(undefined);
  expect((await rpc.getStatus(undefined)).run.step).toBe(2);
});

test('trained work stays within reach, however often untrained networks are restarted', async () => {
  const { rpc } = start();
  await rpc.restart({ recipe });
  await rpc.step(undefined);
  const { session } = await rpc.getStatus(undefined);
  for (const seed of [2, 3, 4]) await rpc.restart({ recipe: { ...recipe, seed } });
  expect((await rpc.getStatus(undefined)).formerSession).toBe(session);
  await rpc.undoRestart(undefined);
  expect(await rpc.getStatus(undefined)).toMatchObject({ session, formerSession: null, run: { step: 1 } });
});

test('a client slow to take traces gets the latest one', async () => {
  const steps: number[] = [];
  const { engine } = start();
  const { rpc } = connect(engine, {
    trace: async ({ step }) => {
      await new Promise((resolve) => setTimeout(resolve, 100));
      steps.push(step);
    },
  });
  await rpc.pin({ source: { kind: 'test', index: 0 } });
  await rpc.restart({ recipe });
  await rpc.trainEpoch(undefined);
  await until(() => steps.at(-1) === 10);
  expect(steps.length).toBeLessThan(11);
});

test('an evaluation counts every test digit, and pausing cancels it', async () => {
  const { test: all } = await loadFewDigits(0, 10_000);
  const { rpc } = start({ digits: { value: { ...engines.digits, test: all } } });
  const evaluation = await rpc.evaluate(undefined);
  expect(evaluation?.confusion.reduce((sum, count) => sum + count, 0)).toBe(10_000);
  const cancelled = rpc.evaluate(undefined);
  await rpc.pause(undefined);
  expect(await cancelled).toBeNull();
  expect((await rpc.getStatus(undefined)).run.evaluating).toBeNull();
});

test('evaluations between restarts are answered or cancelled, never broken', async () => {
  const { rpc } = start();
  await rpc.restart({ recipe });
  const answers = await Promise.all(
    [2, 3, 4, 5].flatMap((seed) => [rpc.restart({ recipe: { ...recipe, seed } }), rpc.evaluate(undefined)]),
  );
  expect(answers.length).toBe(8);
  expect((await rpc.evaluate(undefined))?.confusion.length).toBe(100);
});

test('two clients share the run, each with its own pinned digit', async () => {
  const { engine, rpc } = start();
  const other = connect(engine);
  await rpc.pin({ source: { kind: 'test', index: 0 } });
  await other.rpc.pin({ source: { kind: 'test', index: 1 } });
  await rpc.step(undefined);
  await until(() => other.told.statuses.at(-1)?.run.step === 1 && other.told.traces.length > 0);
  expect(other.told.traces[0].label).toBe(2);
});

test.each([
  ['too few units', 'restart', { recipe: { ...recipe, units: 7 } }],
  ['a fractional seed', 'restart', { recipe: { ...recipe, seed: 0.5 } }],
  ['no recipe', 'restart', {}],
  ['a pixel too few', 'pin', { source: { kind: 'drawing', pixels: new Uint8Array(783) } }],
  ['a digit beyond the test set', 'pin', { source: { kind: 'test', index: 10_000 } }],
  ['a digit before the test set', 'getTestDigit', { index: -1 }],
  ['parameters where there are none', 'train', { now: true }],
] as const)('refuses %s and keeps working', async (_, name, params) => {
  const { rpc } = start();
  await expect((rpc[name] as (params: unknown) => Promise<unknown>)(params)).rejects.toMatchObject({
    kind: 'invalidRequest',
  });
  expect((await rpc.getStatus(undefined)).run.phase).toBe('idle');
});

test('drops messages that are not requests, and does not call inherited object methods', async () => {
  const { rpc, send } = start();
  for (const garbage of [null, 7, 'q', {}, { t: 'q' }, { t: 'q', m: 'pin', a: [1, 2], i: 'x' }, { t: 'z' }])
    send(garbage);
  await expect(rpc.$call('constructor' as 'train', undefined)).rejects.toMatchObject({ kind: 'internal' });
  expect((await rpc.getStatus(undefined)).run.phase).toBe('idle');
});

test('without the data set drawings are still read, and other requests say why they fail', async () => {
  const error = Object.assign(new Error('gone'), {});
  const { rpc } = start({ digits: { error } });
  expect((await rpc.getStatus(undefined)).data).toMatchObject({ state: 'failed', error: { message: 'gone' } });
  expect((await rpc.pin({ source: { kind: 'drawing', pixels: new Uint8Array(784).fill(9) } }))?.label).toBeNull();
  await expect(rpc.train(undefined)).rejects.toMatchObject({ message: 'gone' });
  await expect(rpc.pin({ source: { kind: 'test', index: 0 } })).rejects.toMatchObject({ message: 'gone' });
});

test('without a pretrained model shows a fresh network and tells the client why', async () => {
  const { rpc, told } = start({ pretrained: { error: new Error('no model') } });
  expect((await rpc.getStatus(undefined)).model.origin).toBe('untrained');
  expect(told.failures.map(({ message }) => message)).toEqual(['no model']);
});
