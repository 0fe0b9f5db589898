import { beforeAll, expect, test } from 'vitest';
import { createBreather } from '../../../domain/cooperate.ts';
import { startTestPool } from '../../testing/start.ts';
import { createKernelNetwork, type KernelNetworkOptions } from './kernel-network.ts';
import { type KernelPool, stayOnThread } from '../threads/pool.ts';
import { createCase, shapeWith } from '../testing/cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';

/** Threads sum their samples' gradients separately, so in another order than one thread. */
const tolerance = 5e-6;
const count = 40;
const shape = shapeWith({ cell: 'gru', layers: 2, inputSize: 10, classes: 10 });
const given = createCase({ shape, count, seed: 23 });
const batch = { ...given.batch, lastSteps: Uint16Array.from({ length: count }, (_, sample) => sample % shape.steps) };
const update = {
  optimizer: { kind: 'momentum', momentum: 0.9 },
  ...{ learningRate: 0.1, clipNorm: 0.5, clipValue: 0.01, weightDecay: 0.1, truncation: 3 },
  dropout: { rate: 0.5, seed: 3 },
} as const;

const options: KernelNetworkOptions[] = [{}, { lossAt: 'every' }, { lossAt: 'given' }, { objective: 'nextStep' }];

let three: KernelPool;
let alone: KernelPool;

beforeAll(async () => {
  three = await startTestPool(3);
  alone = stayOnThread(three.kernels, createBreather());
});

async function outcome(pool: KernelPool, option: KernelNetworkOptions) {
  const network = createKernelNetwork(pool, shape, count, given.weights, count, option);
  const results = [await network.train(batch, update), await network.train(batch, update)];
  return {
    threads: network.threads,
    losses: results.flatMap(({ loss, correct, gradientNorm }) => [loss, correct, gradientNorm]),
    weights: network.readWeights(),
    logits: await network.logitsOfEachStep(batch.images),
    flow: await network.flow(batch, new Float32Array(count * shape.units).fill(1)),
  };
}

test.each(options)('three threads compute the same as one: %o', async (option) => {
  const [expected, actual] = [await outcome(alone, option), await outcome(three, option)];
  expect([expected.threads, actual.threads]).toEqual([1, 3]);
  for (const [index, value] of expected.losses.entries()) expectClose([actual.losses[index]], [value], tolerance);
  expectAllClose(actual.weights, expected.weights, tolerance, 'weights');
  expectClose(actual.logits, expected.logits, tolerance, 'logits');
  expectClose(actual.flow, expected.flow, tolerance, 'flow');
  // Bit-identical for a given number of threads.
  expect(await outcome(three, option)).toEqual(actual);
});
