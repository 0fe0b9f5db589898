import { beforeAll, expect, test } from 'vitest';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { gatherImages, gatherLabels } from '../../domain/digit-set.ts';
import { loadMnist } from '../data/mnist.ts';
import { type Mnist } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { dataDirectory, expectAllClose, startTestPool } from '../testing/start.ts';
import { updateOf } from '../training/update-of.ts';
import { defaultConfig, defaultRecipe } from '../../domain/recipe/config.ts';
import { createNetwork } from './create-network.ts';
import { initialWeights } from './initial-weights.ts';
import type { Network } from './network.ts';
import { score, softmax } from './readout.ts';

const config: ModelConfig = { ...defaultConfig, cell: 'transformer', units: 32, layers: 2, heads: 4 };
const weights = initialWeights(config, 11);
const update = updateOf(defaultRecipe, 2e-3, 0);
let pool: KernelPool;
let mnist: Mnist;

beforeAll(async () => {
  pool = await startTestPool();
  mnist = await loadMnist(dataDirectory);
});

/** Real digits. */
function digits(first: number, count: number) {
  const indices = Uint32Array.from({ length: count }, (_, index) => first + index);
  return { images: gatherImages(mnist.train, indices), labels: gatherLabels(mnist.train, indices) };
}

async function trained(threads: KernelPool, steps: number): Promise<Network> {
  const network = createNetwork(threads, config, weights);
  for (let step = 0; step < steps; step++) await network.train(digits(100 * step, 100), update);
  return network;
}

test('learns to read real digits', async () => {
  const network = await trained(pool, 100);
  const { images, labels } = digits(50_000, 128);
  const { correct } = score(await network.logits(images), labels);
  // 79 % of these; 15 % after 10 steps, 10 % by chance.
  expect(correct / labels.length).toBeGreaterThan(0.6);
});

test('the same steps on the same threads give bit-identical weights', async () => {
  const [one, two] = [await trained(pool, 4), await trained(pool, 4)];
  expect(one.readWeights()).toEqual(two.readWeights());
  expect(one.readWeights()).not.toEqual(weights);
});

test('one thread and two agree up to the order of sums', async () => {
  const single = await startTestPool(1);
  const batch = { ...digits(0, 64), lastSteps: Uint16Array.from({ length: 64 }, (_, sample) => sample % 28) };
  const after = await Promise.all(
    [pool, single].map(async (threads) => {
      const network = createNetwork(threads, config, weights);
      const result = await network.train(batch, { ...update, learningRate: 0, dropout: { rate: 0.3, seed: 5 } });
      return { ...result, logits: await network.logits(batch.images) };
    }),
  );
  expect(after[0].loss).toBeCloseTo(after[1].loss, 5);
  expect(after[0].gradientNorm).toBeCloseTo(after[1].gradientNorm, 5);
  expect(after[0].correct).toBe(after[1].correct);
  expectAllClose(after[0].logits, after[1].logits, 1e-6);
});

test('a trace during a step shows the weights before it', async () => {
  const network = createNetwork(pool, config, weights, { batchSize: 512 });
  const image = digits(0, 1).images;
  const before = network.trace(image, 3);
  const step = network.train(digits(0, 512), update);
  for (let traces = 0; traces < 5; traces++) expect(network.trace(image, 3)).toEqual(before);
  await step;
  expect(network.trace(image, 3)).not.toEqual(before);
});

test("a trace has each step's attention, state, gradient and answer", async () => {
  const network = createNetwork(pool, config, weights);
  const batch = digits(7, 1);
  const { layers, probabilities, target } = network.trace(batch.images, batch.labels[0]);
  expect(target).toBe(batch.labels[0]);
  expect(layers.length).toBe(2);
  expectAllClose(probabilities.subarray(270), softmax(await network.logits(batch.images), 10), 1e-6);
  const { lossGradient, stateJacobian, ...sizes } = await network.gradientFlow(batch);
  expect(sizes).toEqual({ steps: 28, firstStep: 0, layers: 2, stretch: null });
  expect(stateJacobian).toEqual(new Float32Array());
  layers.forEach(({ matrices, attention, gradientNorm }, layer) => {
    expect(Object.keys(matrices)).toEqual(['hiddenState']);
    expect(matrices.hiddenState?.length).toBe(28 * 32);
    for (let row = 0; row < 4 * 28; row++) {
      const shares = attention?.subarray(row * 28, (row + 1) * 28) ?? new Float32Array();
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    }
    expectAllClose(gradientNorm, lossGradient.subarray(layer * 28, (layer + 1) * 28), 1e-6);
  });
});

test('without a label the loss is taken against the network’s own answer', () => {
  const network = createNetwork(pool, config, weights);
  const { probabilities, target } = network.trace(digits(9, 1).images, null);
  expect(probabilities[270 + target]).toBe(Math.max(...probabilities.subarray(270)));
});

test('a trace is 0 before the memory window', async () => {
  const network = createNetwork(pool, { ...config, window: 5 }, weights);
  const batch = digits(11, 1);
  const { layers, probabilities } = network.trace(batch.images, batch.labels[0]);
  const { lossGradient, firstStep } = await network.gradientFlow(batch);
  expect(firstStep).toBe(23);
  expect(probabilities.subarray(0, 230)).toEqual(new Float32Array(230));
  expectAllClose(probabilities.subarray(270), softmax(await network.logits(batch.images), 10), 1e-6);
  layers.forEach(({ matrices, attention, gradientNorm }, layer) => {
    expect(matrices.hiddenState?.subarray(0, 23 * 32)).toEqual(new Float32Array(23 * 32));
    expect(gradientNorm.subarray(0, 23)).toEqual(new Float32Array(23));
    expectAllClose(gradientNorm, lossGradient.subarray(layer * 28, (layer + 1) * 28), 1e-6);
    attention?.forEach((share, at) => {
      const [asking, asked] = [Math.floor(at / 28) % 28, at % 28];
      expect(share > 0).toBe(asking >= 23 && asked >= 23);
    });
  });
});

test('reads an image in another order with as many steps', () => {
  const network = createNetwork(pool, config, weights);
  const image = digits(12, 1).images;
  const other = createNetwork(pool, { ...config, order: 'columns' }, weights);
  expect(network.trace(image, 1, { order: 'columns' })).toEqual(other.trace(image, 1));
  expect(network.trace(image, 1)).not.toEqual(other.trace(image, 1));
});

test('a trace follows the heads on request: scores to attention, values to results, results through W_O', async () => {
  const network = await trained(pool, 2);
  const { images } = digits(5, 1);
  expect(network.trace(images, 3).layers[0].heads).toBeUndefined();
  const { layers } = network.trace(images, 3, { wantsHeads: true });
  const [width, named] = [config.units / config.heads, network.readWeights()];
  layers.forEach(({ heads, attention }, layer) => {
    if (!heads || !attention) throw new Error('There are no heads.');
    const { queries, keys, values, results, added } = heads;
    const mixing = named.find(({ name }) => name === `block_${layer + 1}/output/kernel`)?.values ?? new Float32Array();
    for (let head = 0; head < config.heads; head++) {
      const own = (matrix: Float32Array, step: number) =>
        matrix.subarray(step * config.units + head * width, step * config.units + (head + 1) * width);
      const dot = (a: Float32Array, b: Float32Array) => a.reduce((sum, each, at) => sum + each * b[at], 0);
      const step = 13;
      const matches = Array.from({ length: 28 }, (_, to) => dot(own(queries, step), own(keys, to)) / Math.sqrt(width));
      const expected = softmax(Float32Array.from(matches), 28);
      const at = (head * 28 + step) * 28;
      expectAllClose(attention.subarray(at, at + 28), expected, 1e-5);
      const mixed = Float32Array.from({ length: width }, (_, unit) =>
        expected.reduce((sum, weight, to) => sum + weight * own(values, to)[unit], 0),
      );
      expectAllClose(own(results, step), mixed, 1e-5);
      const part = Array.from({ length: config.units }, (_, unit) =>
        mixed.reduce((sum, each, row) => sum + each * mixing[(head * width + row) * config.units + unit], 0),
      );
      expect(added[head * 28 + step]).toBeCloseTo(Math.hypot(...part), 4);
    }
  });
});
