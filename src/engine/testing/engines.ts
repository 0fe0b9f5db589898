/** Engines on the first MNIST digits, each with a client, for tests. */

import { afterEach, beforeAll } from 'vitest';
import type { DataSet } from '../data/data-set.ts';
import type { Mnist } from '../../domain/digit-set.ts';
import { createEngine } from '../api/engine.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import type { Loaded } from '../run/lab.ts';
import type { StoredModel } from '../models/storage.ts';
import { closePorts, connect } from './client.ts';
import { loadFewDigits, startTestPool, testBackend } from './start.ts';

/** Overrides of the default arguments. */
type Given = {
  readonly pool?: KernelPool;
  readonly digits?: Loaded<Mnist>;
  /** Absent by default. */
  readonly pretrained?: Loaded<StoredModel>;
  readonly userDirectory?: string | null;
  readonly firstData?: Loaded<DataSet | null>;
};

const missing = { error: new Error('not here') };

/** Call once per test file with the number of digits of each part; closes the clients' ports after each test. */
export function enginesOn(trainCount: number, testCount: number) {
  let pool: KernelPool;
  let digits: Mnist;
  beforeAll(async () => {
    pool = await startTestPool();
    digits = await loadFewDigits(trainCount, testCount);
  });
  afterEach(closePorts);
  return {
    get pool() {
      return pool;
    },
    get digits() {
      return digits;
    },
    /** A fresh engine with its first client, as after restarting the app. */
    start({
      pool: on = pool,
      digits: read = { value: digits },
      pretrained = missing,
      userDirectory,
      firstData,
    }: Given = {}) {
      const engine = createEngine(testBackend, on, read, pretrained, missing, userDirectory, undefined, firstData);
      return { engine, ...connect(engine) };
    },
  };
}
