import { readFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import { loadMnist } from '../data/mnist.ts';
import { createNetwork } from '../models/create-network.ts';
import { dataDirectory, startTestBackend, startTestPool } from '../testing/start.ts';
import { evaluate } from '../training/evaluate.ts';
import { decodeModelFile } from './model-file.ts';

beforeAll(async () => {
  await startTestBackend();
});

test('the small shipped network opens, has few enough units to be seen, and reads 96.5 % of the test digits', async () => {
  const bytes = await readFile('resources/pretrained-small/lstm-24.gatescope');
  expect(bytes.length).toBeLessThan(100_000);
  const { config, weights } = await decodeModelFile('lstm-24.gatescope', bytes);
  expect(config).toMatchObject({ cell: 'lstm', layers: 1, units: 24, classes: 10, order: 'rowsDown', window: 0 });
  const { test: digits } = await loadMnist(dataDirectory);
  const { accuracy } = await evaluate(createNetwork(await startTestPool(), config, weights), digits);
  expect(accuracy).toBeGreaterThanOrEqual(0.965);
});
