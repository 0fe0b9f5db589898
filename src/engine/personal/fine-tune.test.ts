import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import type { FineTuneCheck } from '../../protocol/personal.ts';
import { loadMnist } from '../data/mnist.ts';
import { type Mnist, sliceDigits } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { limits } from '../../domain/limits/limits.ts';
import { createNetwork } from '../models/create-network.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { loadModel, type StoredModel } from '../models/storage.ts';
import { dataDirectory, startTestBackend, startTestPool } from '../testing/start.ts';
import { evaluate } from '../training/evaluate.ts';
import { createMixedBatches, fineTune, fineTuneBatch } from './fine-tune.ts';
import { splitDigits } from './hold-back.ts';
import { handsOf, type OddHand } from './testing/hands-of.ts';

let pool: KernelPool;
let mnist: Mnist;
/** All training digits, and enough test digits for the allowed loss to be six of them. */
let few: Mnist;
let shipped: StoredModel;

beforeAll(async () => {
  await startTestBackend();
  pool = await startTestPool();
  mnist = await loadMnist(dataDirectory);
  few = { train: mnist.train, test: sliceDigits(mnist.test, 8_000, 10_000) };
  shipped = await loadModel(join(import.meta.dirname, '..', '..', '..', 'resources', 'pretrained'));
});

async function tune(
  kind: OddHand,
  count: number,
  { model = shipped, digits = few, signal = new AbortController().signal } = {},
) {
  const network = createNetwork(pool, model.config, model.weights, { batchSize: fineTuneBatch });
  const checks: FineTuneCheck[] = [];
  const own = splitDigits(handsOf(kind, count));
  try {
    const result = await fineTune(network, digits, own, 1, signal, {
      onStep: () => undefined,
      onCheck: (check) => checks.push(check),
    });
    return { ...result, checks, own };
  } finally {
    network.dispose();
  }
}

/** In whole digits: differences of shares have rounding errors. */
function lost(before: FineTuneCheck, after: FineTuneCheck): number {
  return Math.round((before.testAccuracy - after.testAccuracy) * few.test.count) / few.test.count;
}

/** A network of few units and few test digits, where accuracy does not matter. */
function quick() {
  const config = { ...defaultConfig, units: 12 };
  return {
    model: { config, weights: initialWeights(config, 1), metadata: null },
    digits: { train: mnist.train, test: sliceDigits(mnist.test, 0, 200) },
  };
}

test('learns a mirrored hand, measured on unseen digits, and keeps the test digits', async () => {
  const { kept, checks, weights, own } = await tune('mirrored', 60);
  const [before, after] = [checks[0], checks[kept ?? 0]];
  expect(before.testAccuracy).toBeGreaterThan(0.985);
  expect(before.heldBackAccuracy).toBeLessThan(0.6);
  expect(after.heldBackAccuracy).toBeGreaterThan(0.8);
  expect(lost(before, after)).toBeLessThanOrEqual(limits.maxShareLostByFineTuning);
  const network = createNetwork(pool, shipped.config, weights);
  expect((await evaluate(network, own.heldBack)).accuracy).toBe(after.heldBackAccuracy);
  network.dispose();
});

test('returns to the last weights that had not forgotten when labels contradict MNIST', async () => {
  const { phase, kept, checks, weights } = await tune('allThree', 40);
  expect(['guarded', 'unlearned']).toContain(phase);
  const worst = checks[checks.length - 1];
  expect(lost(checks[0], worst)).toBeGreaterThan(limits.maxShareLostByFineTuning);
  expect(kept ?? 0).toBe(checks.length - 2);
  const network = createNetwork(pool, shipped.config, weights);
  const { accuracy } = await evaluate(network, few.test);
  network.dispose();
  expect(accuracy).toBe(checks[checks.length - 2].testAccuracy);
  expect(lost(checks[0], checks[checks.length - 2])).toBeLessThanOrEqual(limits.maxShareLostByFineTuning);
});

test('the same seed gives the same batches, a quarter of them own digits, each augmented anew', () => {
  const own = splitDigits(handsOf('mirrored', 30)).learned;
  const [once, again, other] = [1, 1, 2].map((seed) => createMixedBatches(mnist.train, own, seed));
  const batch = once(7);
  expect(batch.labels.length).toBe(fineTuneBatch);
  expect(again(7)).toEqual(batch);
  expect(other(7)).not.toEqual(batch);
  expect(once(8)).not.toEqual(batch);
  const onlyThrees = { ...own, labels: own.labels.map(() => 3) };
  const labels = createMixedBatches(mnist.train, onlyThrees, 1)(1).labels;
  expect(labels.subarray(0, 32).every((label) => label === 3)).toBe(true);
  expect(labels.subarray(32).some((label) => label !== 3)).toBe(true);
});

test('the same seed gives bit-identical weights', async () => {
  const [once, again] = [await tune('mirrored', 20, quick()), await tune('mirrored', 20, quick())];
  expect(again.checks).toEqual(once.checks);
  expect(again.weights).toEqual(once.weights);
});

test('ends at once when cancelled', async () => {
  const cancellation = new AbortController();
  const running = tune('mirrored', 20, { ...quick(), signal: cancellation.signal });
  cancellation.abort(new Error('cancelled'));
  await expect(running).rejects.toThrow('cancelled');
});
