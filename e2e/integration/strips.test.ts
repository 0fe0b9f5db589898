/** The reader of strips in the built engine, on its real threads, through a real port. */

import { MessageChannel, Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { endToken } from '../../src/domain/strips/strip.ts';
import { stripModels } from '../../src/domain/strips/strip-models.ts';
import { defaultStripSettings } from '../../src/domain/strips/strip-settings.ts';
import type { StripReaderStatus } from '../../src/protocol/strips.ts';
import { ignoreEvents } from '../../src/protocol/testing/ignore-events.ts';
import { createEngineClient, type EngineClient } from '../../src/renderer/client/engine-client.ts';
import { portFromMessagePort } from '../../src/renderer/client/ports.ts';
import { assets, enginePath } from './built.ts';

let worker: Worker;
let client: EngineClient;
const told: StripReaderStatus[] = [];

beforeAll(() => {
  worker = new Worker(enginePath, { workerData: assets });
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ type: 'connect', port: port1 }, [port1]);
  client = createEngineClient(portFromMessagePort(port2 as unknown as globalThis.MessagePort), {
    ...ignoreEvents,
    stripReader: (status) => void told.push(status),
  });
});

afterAll(() => worker.terminate());

const hasShipped = stripModels[defaultStripSettings.model].isShipped;

test.skipIf(!hasShipped)('the shipped reader reads most strips of three test digits', async () => {
  expect(await client.ask('getStripReader', undefined)).toMatchObject({ origin: 'pretrained', pretrainedError: null });
  let right = 0;
  for (let seed = 1; seed <= 30; seed++) {
    const { pixels, width, labels } = await client.ask('makeStrip', { digits: 3, seed });
    const { tokens } = await client.ask('readStrip', { pixels, width, forced: [] });
    if (String(tokens) === String([...labels, endToken])) right++;
  }
  expect(right).toBeGreaterThanOrEqual(26);
});

test('trains on the real digits: the loss falls, readings are answered meanwhile, and it stops', async () => {
  const settings = { ...defaultStripSettings, units: 32, columnsPerStep: 7, longest: 2, seed: 3 } as const;
  const { pixels, width } = await client.ask('makeStrip', { digits: 2, seed: 1 });
  await client.ask('trainStripReader', settings);
  await vi.waitUntil(() => told.some(({ step }) => step >= 20), { timeout: 60_000 });
  const first = told.find(({ step }) => step >= 10);
  expect((await client.ask('readStrip', { pixels, width, forced: [3] })).tokens[0]).toBe(3);
  await vi.waitUntil(() => told.some(({ step }) => step >= 400), { timeout: 120_000 });
  await client.ask('stopStripReader', undefined);
  const last = await client.ask('getStripReader', undefined);
  expect(last).toMatchObject({ training: false, origin: 'trained', settings });
  expect(last.trainLoss).toBeLessThan((first?.trainLoss ?? 0) - 0.2);
}, 200_000);
