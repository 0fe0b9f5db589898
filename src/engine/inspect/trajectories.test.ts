import { beforeAll, expect, test } from 'vitest';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { loadMnist } from '../data/mnist.ts';
import { type DigitSet } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { createNetwork } from '../models/create-network.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { dataDirectory, startTestPool } from '../testing/start.ts';
import { comparedSteps, nearest, planTrajectories, readTrajectories, type Trajectories } from './trajectories.ts';

let pool: KernelPool;
let digits: DigitSet;

beforeAll(async () => {
  pool = await startTestPool();
  digits = (await loadMnist(dataDirectory)).test;
});

function first(count: number): DigitSet {
  return { count, images: digits.images.subarray(0, count * 784), labels: digits.labels.subarray(0, count) };
}

function network(changes: Partial<ModelConfig> = {}) {
  const config = { ...defaultConfig, units: 20, ...changes };
  return createNetwork(pool, config, initialWeights(config, 4));
}

const ignore = () => undefined;
const never = new AbortController().signal;

/** Hidden states of the top layer over the whole reading. */
function courseOf(net: ReturnType<typeof network>, index: number): Float32Array {
  const { layers } = net.trace(digits.images.subarray(index * 784, (index + 1) * 784), null);
  return layers[layers.length - 1].matrices.hiddenState ?? new Float32Array();
}

test.each<Partial<ModelConfig>>([
  { layers: 2 },
  { cell: 'gru', order: 'columns' },
  { cell: 'rnn', activation: 'relu' },
  { window: 11 },
  { order: 'pixels', units: 8 },
])("the kept trajectory of $cell $order $window matches each digit's trace to half a level", async (changes) => {
  const net = network(changes);
  // Not a multiple of the batch, nor of the threads.
  const { steps, units, values, scales, answers } = await readTrajectories(net, first(149), ignore, never);
  for (const index of [0, 1, 127, 128, 148]) {
    const course = courseOf(net, index);
    const { probabilities } = net.trace(digits.images.subarray(index * 784, (index + 1) * 784), null);
    const last = probabilities.slice(-10);
    // On a tie float32 decides.
    expect(last[answers[index]]).toBeGreaterThan(Math.max(...last) - 1e-6);
    steps.forEach((step, at) => {
      for (let unit = 0; unit < units; unit++) {
        const kept = values[(index * steps.length + at) * units + unit] * scales[index];
        // Half a level plus the float32 difference between two summation orders.
        expect(Math.abs(kept - course[step * units + unit])).toBeLessThanOrEqual(scales[index] / 2 + 1e-5);
      }
    });
  }
});

test('the nearest agree with a float64 search, as far as rounding can distinguish them', async () => {
  const net = network({ layers: 2 });
  const [count, query] = [300, 17];
  const trajectories = await readTrajectories(net, first(count), ignore, never);
  const course = courseOf(net, query);
  const { units } = trajectories;
  const courses = Array.from({ length: count }, (_, index) => courseOf(net, index));
  for (const compared of [6, 14, 28]) {
    const exact = courses.map((other) => {
      let sum = 0;
      for (let at = 0; at < compared * units; at++) sum += (other[at] - course[at]) ** 2;
      return sum / compared;
    });
    const near = nearest(trajectories, course, { compared, count: 12, except: query });
    expect(near).toHaveLength(12);
    expect(near.some(({ index }) => index === query)).toBe(false);
    // With an error e ≤ scale/2 in each unit: |d̂ − d| ≤ 2 √(d·U) e + U e².
    const bound = (index: number) => {
      const e = trajectories.scales[index] / 2 + 1e-5;
      return 2 * Math.sqrt(exact[index] * units) * e + units * e * e;
    };
    for (const { index, distance } of near) expect(Math.abs(distance - exact[index])).toBeLessThanOrEqual(bound(index));
    const farthest = near[11].distance;
    const found = new Set(near.map(({ index }) => index));
    exact.forEach((distance, index) => {
      if (index !== query && !found.has(index)) expect(distance).toBeGreaterThanOrEqual(farthest - bound(index));
    });
    expect(near.map(({ distance }) => distance)).toEqual(near.map(({ distance }) => distance).sort((a, b) => a - b));
  }
});

test('keeps as many steps as fit, the last one always', () => {
  const plan = (changes: Partial<ModelConfig>) => planTrajectories({ ...defaultConfig, ...changes }, 10_000);
  expect(plan({})).toEqual({ steps: Array.from({ length: 28 }, (_, step) => step), digits: 10_000 });
  expect(plan({ order: 'pixels' }).steps).toEqual(Array.from({ length: 28 }, (_, row) => 28 * row + 27));
  expect(plan({ window: 7 }).steps).toEqual([21, 22, 23, 24, 25, 26, 27]);
  expect(plan({ units: 512 }).digits).toBe(5_859);
  const at = { steps: [27, 55, 83] } as unknown as Trajectories;
  expect([3, 27, 54, 55, 783].map((until) => comparedSteps(at, until))).toEqual([1, 1, 1, 2, 3]);
});

test('reading can be cancelled and reports progress', async () => {
  const abort = new AbortController();
  const told: number[] = [];
  const reading = readTrajectories(
    network(),
    first(500),
    (done) => {
      told.push(done);
      if (done === 256) abort.abort();
    },
    abort.signal,
  );
  await expect(reading).rejects.toThrow();
  expect(told).toEqual([128, 256]);
});

test('a network with NaN weights has no neighbours', async () => {
  const config = { ...defaultConfig, units: 20 };
  const weights = initialWeights(config, 4);
  weights[0].values.fill(NaN);
  const net = createNetwork(pool, config, weights);
  const trajectories = await readTrajectories(net, first(130), ignore, never);
  expect(nearest(trajectories, courseOf(net, 0), { compared: 28, count: 3, except: null })).toEqual([]);
});
