import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { createBreather } from '../../../domain/cooperate.ts';
import { randomStream } from '../../../domain/random.ts';
import { expectAllClose, startTestPool } from '../../testing/start.ts';
import { createKernelNetwork } from '../recurrent/kernel-network.ts';
import { type KernelPool, startThreads, stayOnThread } from './pool.ts';
import type { NetworkShape } from '../recurrent/shape.ts';

const shape: NetworkShape = {
  cell: 'gru',
  activation: 'tanh',
  steps: 5,
  inputSize: 6,
  units: 10,
  layers: 1,
  classes: 3,
};
const update = {
  optimizer: { kind: 'momentum', momentum: 0.9 },
  ...{ learningRate: 0.1, clipNorm: 0, truncation: shape.steps },
} as const;
const random = randomStream(2, 'weights');
const arrays = [6 * 30, 10 * 30, 30, 10 * 3, 3].map((length) =>
  Float32Array.from({ length }, () => random.uniform(-0.5, 0.5)),
);
const batch = {
  images: Uint8Array.from({ length: 40 * 30 }, () => random.integer(256) * random.integer(2)),
  labels: Uint8Array.from({ length: 40 }, () => random.integer(3)),
};
const machine = vi.hoisted(() => ({ bytes: Infinity }));
vi.mock('node:os', async (actual) => ({ ...(await actual<object>()), totalmem: () => machine.bytes }));
let threads: KernelPool;

beforeAll(async () => {
  threads = await startTestPool(3);
});

afterEach(() => {
  machine.bytes = Infinity;
});

async function trained(pool: KernelPool, steps = 4) {
  const network = createKernelNetwork(pool, shape, 40, arrays);
  for (let step = 0; step < steps; step++) await network.train(batch, update);
  return network.readWeights();
}

test('the calling thread computes the same alone if none can be started', async () => {
  const alone = stayOnThread(threads.kernels, createBreather());
  expect(createKernelNetwork(alone, shape, 40, arrays).threads).toBe(1);
  (await trained(alone)).forEach((weights, index) => {
    expect(weights).not.toEqual(arrays[index]);
  });
  const [one, three] = [await trained(alone), await trained(threads)];
  // Threads sum their samples' gradients separately, so in another order than one thread.
  one.forEach((weights, index) => {
    expectAllClose(weights, three[index], 1e-5);
  });
});

test('the calling thread handles messages while it computes', async () => {
  const alone = stayOnThread(threads.kernels, createBreather(0));
  let served = 0;
  const serving = setInterval(() => served++, 0);
  await trained(alone, 20);
  clearInterval(serving);
  expect(served).toBeGreaterThan(1);
});

test('several networks share the threads, each as if alone', async () => {
  const alone = await trained(threads);
  const together = await Promise.all([trained(threads), trained(threads), trained(threads)]);
  expect(together).toEqual([alone, alone, alone]);
});

test('a batch too small for all threads uses fewer', () => {
  expect([1, 15, 16, 23, 24, 500].map((size) => threads.threadsFor(size))).toEqual([1, 1, 2, 2, 3, 3]);
});

test('a thread’s death fails running and later jobs, and is reported', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'gatescope-thread-'));
  const file = join(folder, 'thread.mjs');
  const source = `import { parentPort } from 'node:worker_threads';
    parentPort.on('message', ({ kind }) => kind === 'run' && process.exit(3));
    parentPort.postMessage({ ready: true });`;
  await writeFile(file, source);
  const pool = await startThreads(threads.kernels, 2, file);
  const network = createKernelNetwork(pool, shape, 40, arrays);
  await expect(network.train(batch, update)).rejects.toThrow('A computing thread has stopped.');
  await expect(network.logits(batch.images)).rejects.toThrow('A computing thread has stopped.');
  expect(await pool.failed).toBeInstanceOf(Error);
  expect(network.readWeights()).toEqual(arrays);
  await rm(folder, { recursive: true });
});

test('a thread that cannot be started is an error', async () => {
  await expect(startThreads(threads.kernels, 1, join(tmpdir(), 'no-such-thread.js'))).rejects.toThrow();
});

test('rejects a job for a released network, and still serves the others', async () => {
  for (const pool of [threads, stayOnThread(threads.kernels, createBreather())]) {
    const network = createKernelNetwork(pool, shape, 40, arrays);
    const attached = pool.attach(network.memory, network.plan);
    attached.detach();
    attached.detach();
    const job = { kind: 'logits', count: 1, bank: 0 } as const;
    await expect(attached.run(job)).rejects.toThrow('This network has been released.');
    network.dispose();
    expect(await trained(pool, 1)).toHaveLength(arrays.length);
  }
});

test('rejects networks that together need too much memory, until others are released', async () => {
  for (const start of [() => startTestPool(1), () => stayOnThread(threads.kernels, createBreather())]) {
    machine.bytes = Infinity;
    const pool = await start();
    const open = () => createKernelNetwork(pool, shape, 40, arrays);
    const first = open();
    machine.bytes = 4 * first.memory.buffer.byteLength;
    open();
    open();
    expect(open).toThrow('too much for this machine');
    first.dispose();
    await vi.waitFor(open);
  }
});
