/** What happens to results when an experiment is repeated or space runs out. */

import { beforeAll, expect, test, vi } from 'vitest';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { type DataSet, mnistDataSet } from '../data/data-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { limits } from '../../domain/limits/limits.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { createComparison, type Queued } from './comparison.ts';

let pool: KernelPool;
let digits: DataSet;
beforeAll(async () => {
  pool = await startTestPool();
  digits = mnistDataSet(await loadFewDigits(60_000, 200));
});

/** Four steps of eight units. */
function order(name: string, changes: Partial<Recipe> = {}, count = 256): RunOrder {
  return { name, recipe: { ...defaultRecipe, units: 8, batchSize: 64, epochs: 1, ...changes }, digits: count };
}

const queued = (...runs: RunOrder[]): Queued => ({ name: null, runs, rereads: [] });

function start() {
  return createComparison(
    pool,
    () => digits,
    () => undefined,
  );
}

const experimentOf = (...runs: RunOrder[]) => ({ name: 'order', runs, rereads: [] }) as const;

test('a repeated experiment replaces a result once the new run of the same recipe has finished', async () => {
  const comparison = start();
  const orders = [order('a'), order('b', { cell: 'gru' }), order('c', { learningRate: 1e38, clipNorm: 0 })];
  comparison.add(queued(order('own')));
  comparison.add(experimentOf(...orders));
  await comparison.finished();
  comparison.remove([2]);
  comparison.add(experimentOf(...orders));
  const states = () => comparison.snapshot().runs.map(({ id, state, replaces }) => [id, state, replaces]);
  expect(states()).toEqual([
    ...[1, 3].map((id) => [id, 'done', []]),
    ...[[4, 'failed', []]],
    ...[[5, 'waiting', []], ...[3, 4].map((former, at) => [6 + at, 'waiting', [former]])],
  ]);
  await vi.waitFor(() => {
    expect(states().find(([id]) => id === 6)).toEqual([6, 'done', []]);
  });
  expect(states().map(([id]) => id)).not.toContain(3);
  await comparison.finished();
  expect(states().map(([id, state]) => [id, state])).toEqual([
    ...[1, 5, 6].map((id) => [id, 'done']),
    ...[[7, 'failed']],
  ]);
});

test('keeps results whose replacement is stopped, removed, queued again or fails', async () => {
  let room = true;
  const failures: unknown[] = [];
  const narrow: KernelPool = {
    ...pool,
    attach(memory, plan) {
      if (!room) throw new GatescopeError('memoryShort', 'Too little memory.');
      return pool.attach(memory, plan);
    },
  };
  const comparison = createComparison(
    narrow,
    () => digits,
    () => undefined,
    null,
    (error) => failures.push(error),
  );
  const experiment = experimentOf(order('a', {}, 20_000), order('b', { cell: 'gru' }));
  comparison.add(experiment);
  await comparison.finished();
  const before = comparison.snapshot().runs;
  expect(before.map(({ state }) => state)).toEqual(['done', 'done']);
  const underWay = () =>
    vi.waitFor(() => {
      expect(comparison.snapshot().runs[2].step).toBeGreaterThan(0);
    });

  comparison.add(experiment);
  await underWay();
  await comparison.stop();
  expect(comparison.snapshot()).toEqual({ running: false, newer: 0, runs: before });

  comparison.add(experiment);
  await underWay();
  comparison.add(experiment);
  expect(comparison.snapshot().runs.map(({ id }) => id)).toEqual([1, 2, 7, 8]);
  comparison.remove([7, 8]);
  await comparison.finished();
  expect(comparison.snapshot()).toEqual({ running: false, newer: 0, runs: before });

  room = false;
  comparison.add(experiment);
  await comparison.finished();
  expect(comparison.snapshot()).toEqual({ running: false, newer: 0, runs: before });
  expect(failures).toMatchObject([{ kind: 'memoryShort' }, { kind: 'memoryShort' }]);
});

test('evicts the oldest experiment for a completed run, but not for a stopped one', async () => {
  const comparison = start();
  comparison.add(experimentOf(order('a'), order('b')));
  comparison.add(queued(...Array.from({ length: limits.maxComparedRuns - 3 }, (_, at) => order(String(at), {}, 64))));
  await comparison.finished();
  const ids = () => comparison.snapshot().runs.map(({ id }) => id);
  comparison.add(queued(order('fits', {}, 64), order('does not', {}, 60_000)));
  await vi.waitFor(() => {
    expect(comparison.snapshot().runs.at(-1)?.step).toBeGreaterThan(0);
  });
  expect(ids().slice(0, 3)).toEqual([1, 2, 3]);
  await comparison.stop();
  expect(ids()).toEqual(Array.from({ length: limits.maxComparedRuns }, (_, at) => at + 1));
  comparison.add(queued(order('does now', {}, 64)));
  await comparison.finished();
  expect(ids()).toEqual([
    ...Array.from({ length: limits.maxComparedRuns - 2 }, (_, at) => at + 3),
    limits.maxComparedRuns + 2,
  ]);
});
