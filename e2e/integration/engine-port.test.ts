/** The built engine in a worker thread, used through a real MessagePort as by the browser host and the page. */

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EngineStatus } from '../../src/protocol/run.ts';
import type { StepColumns } from '../../src/protocol/step-metrics.ts';
import type { Recipe } from '../../src/domain/recipe/recipe.ts';
import { defaultRecipe } from '../../src/domain/recipe/config.ts';
import type { ConnectMessage } from '../../src/protocol/host.ts';
import { createEngineClient, type EngineClient } from '../../src/renderer/client/engine-client.ts';
import { portFromMessagePort } from '../../src/renderer/client/ports.ts';
import { assets, enginePath } from './built.ts';
import { ignoreEvents } from '../../src/protocol/testing/ignore-events.ts';

const recipe: Recipe = {
  ...defaultRecipe,
  units: 16,
  epochs: 1,
  batchSize: 64,
  learningRate: 0.01,
  schedule: 'constant',
};

const hasPretrained = existsSync(join(assets.modelDirectory, 'model.json'));

let worker: Worker;
let client: EngineClient;
const told = { statuses: [] as EngineStatus[], steps: [] as StepColumns[] };

function connect(listeners = ignoreEvents): EngineClient {
  const { port1, port2 } = new MessageChannel();
  const message: ConnectMessage & { port: typeof port1 } = { type: 'connect', port: port1 };
  worker.postMessage(message, [port1]);
  // Node's MessagePort has all that is used of the browser's, under its own types.
  return createEngineClient(portFromMessagePort(port2 as unknown as globalThis.MessagePort), listeners);
}

beforeAll(() => {
  worker = new Worker(enginePath, { workerData: assets });
  client = connect({
    ...ignoreEvents,
    status: (status) => told.statuses.push(status),
    steps: (steps) => told.steps.push(steps),
  });
});

afterAll(() => worker.terminate());

test('reports its backend, the 60,000 and 10,000 digits, and its model', async () => {
  const status = await client.ask('getStatus', undefined);

  expect(status.backend).toMatchObject({
    kernels: expect.stringMatching(/^(relaxed|simd)-\dx\d/) as string,
    fallbackReason: null,
    runtime: assets.runtime,
  });
  expect(status.data).toMatchObject({ state: 'ready', trainCount: 60_000, testCount: 10_000 });
  expect(status.model.origin).toBe(hasPretrained ? 'pretrained' : 'untrained');
  expect(status.run).toMatchObject({ phase: 'idle', step: 0 });
});

test('returns the digits of the test set: the first is a 7', async () => {
  const { label, pixels } = await client.ask('getTestDigit', { index: 0 });

  expect(label).toBe(7);
  expect(pixels).toHaveLength(784);
  expect(Math.max(...pixels)).toBeGreaterThan(250);
});

test.skipIf(!hasPretrained)('reads the first test digit as a 7 with the pretrained model', async () => {
  const trace = await client.ask('pin', { source: { kind: 'test', index: 0 } });
  const answer = trace?.probabilities.slice(-10) ?? new Float32Array();

  expect(trace).toMatchObject({ label: 7, steps: 28, origin: 'pretrained' });
  expect(answer.indexOf(Math.max(...answer))).toBe(7);
  expect(answer[7]).toBeGreaterThan(0.9);
});

test('moves the weights in training: the loss falls over forty steps on real digits', async () => {
  await client.ask('restart', { recipe });
  for (let step = 0; step < 40; step += 1) await client.ask('step', undefined);
  const { steps } = await client.ask('getHistory', undefined);
  const mean = (losses: Float32Array) => losses.reduce((sum, loss) => sum + loss, 0) / losses.length;

  expect(steps.loss).toHaveLength(40);
  expect(mean(steps.loss.slice(0, 3))).toBeCloseTo(Math.log(10), 0);
  expect(mean(steps.loss.slice(-5))).toBeLessThan(mean(steps.loss.slice(0, 5)) - 0.2);
  expect((await client.ask('getStatus', undefined)).run).toMatchObject({ phase: 'paused', step: 40 });
  expect(told.steps.length).toBeGreaterThan(0);
});

test('trains to the same losses with the same seed, bit for bit', async () => {
  const before = await client.ask('getHistory', undefined);
  await client.ask('restart', { recipe });
  for (let step = 0; step < 5; step += 1) await client.ask('step', undefined);
  const after = await client.ask('getHistory', undefined);

  expect(after.steps.loss).toEqual(before.steps.loss.slice(0, 5));
});

test('shows a second client the same run', async () => {
  const other = connect();
  const [mine, theirs] = await Promise.all([client.ask('getStatus', undefined), other.ask('getStatus', undefined)]);
  other.close();

  expect(theirs.run).toEqual(mine.run);
});

test.each([
  ['a digit that is not there', { index: 10_000 }],
  ['half a digit', { index: 0.5 }],
  ['nothing', {}],
])('rejects a request for %s', async (_, params) => {
  await expect(client.ask('getTestDigit', params as { index: number })).rejects.toMatchObject({
    name: 'GatescopeError',
    kind: 'invalidRequest',
  });
});

test.each([
  ['too many units', { units: 513 }],
  ['no layer', { layers: 0 }],
  ['an unknown cell', { cell: 'perceptron' }],
  ['a learning rate that is no number', { learningRate: Number.NaN }],
])('rejects a recipe with %s, and changes nothing', async (_, change) => {
  const before = await client.ask('getStatus', undefined);
  const invalid = { ...recipe, ...change } as Recipe;

  await expect(client.ask('restart', { recipe: invalid })).rejects.toMatchObject({ kind: 'invalidRequest' });
  expect((await client.ask('getStatus', undefined)).model).toEqual(before.model);
});

test('rejects a drawing of the wrong size', async () => {
  const source = { kind: 'drawing', pixels: new Uint8Array(783) } as const;
  await expect(client.ask('pin', { source })).rejects.toMatchObject({ kind: 'invalidRequest' });
});
