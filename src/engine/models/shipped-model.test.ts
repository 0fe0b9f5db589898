import { beforeAll, describe, expect, test } from 'vitest';
import { loadMnist } from '../data/mnist.ts';
import { drawHands } from '../data/testing/draw-hands.ts';
import { dataDirectory, startTestBackend, startTestPool } from '../testing/start.ts';
import { evaluate } from '../training/evaluate.ts';
import { createNetwork } from './create-network.ts';
import type { Network } from './network.ts';
import { loadModel } from './storage.ts';

let network: Network;

beforeAll(async () => {
  await startTestBackend();
  const pool = await startTestPool();
  const { config, weights } = await loadModel('resources/pretrained');
  network = createNetwork(pool, config, weights);
});

describe('the shipped model', () => {
  test('reads 99.4 % of the test digits, and is as sure as it may be', async () => {
    const { test: digits } = await loadMnist(dataDirectory);
    const { accuracy, calibrationError } = await evaluate(network, digits);
    expect(accuracy).toBeGreaterThanOrEqual(0.994);
    expect(calibrationError).toBeLessThanOrEqual(0.01);
  });

  test('reads digits as people write them in different countries, with thin and thick pens, tiny and off-centre', async () => {
    const drawn = drawHands(4);
    const digits = {
      count: drawn.length,
      images: Uint8Array.from(drawn.flatMap(({ pixels }) => [...pixels])),
      labels: Uint8Array.from(drawn, ({ hand }) => hand.digit),
    };
    const { accuracy } = await evaluate(network, digits);
    expect(accuracy).toBeGreaterThanOrEqual(0.985);
  });
});
