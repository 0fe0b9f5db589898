import { beforeAll, expect, test, vi } from 'vitest';
import { type DataSet, mnistDataSet } from '../data/data-set.ts';
import { experiments } from '../../domain/experiments/experiments.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { recipeProblem } from '../../domain/recipe/recipe-problems.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { createComparison } from './comparison.ts';
import { comparisonHandlers } from './handlers.ts';

let pool: KernelPool;
let digits: DataSet;
beforeAll(async () => {
  pool = await startTestPool();
  digits = mnistDataSet(await loadFewDigits(60_000, 200));
});

function start(look = () => digits, on = pool) {
  const comparison = createComparison(on, look, () => undefined);
  const testDigit = () => ({ pixels: digits.test.images.slice(0, 784), label: 7 });
  return { comparison, ask: comparisonHandlers(comparison, on, () => digits, testDigit) };
}

test('queues an experiment by name, with its runs in order', async () => {
  const { ask } = start();
  await ask.compare({ experiment: 'truncation' });
  const { runs } = await ask.getComparison(undefined);
  expect(runs.map(({ name, experiment }) => ({ name, experiment }))).toEqual(
    experiments.truncation.runs.map(({ name }) => ({ name, experiment: 'truncation' })),
  );
  await ask.stopComparison(undefined);
  expect((await ask.getComparison(undefined)).running).toBe(false);
});

test('queues, renames, traces and removes custom runs', async () => {
  const { comparison, ask } = start();
  const recipe = { ...defaultRecipe, units: 8, batchSize: 64, epochs: 1 };
  await ask.compare({ runs: [{ name: 'mine', recipe, digits: 128 }] });
  await comparison.finished();
  await ask.renameRun({ id: 1, name: 'yours' });
  expect((await ask.getComparison(undefined)).runs).toMatchObject([{ name: 'yours', experiment: null, state: 'done' }]);
  expect(await ask.traceRun({ id: 1, source: { kind: 'test', index: 0 } })).toMatchObject({ label: 7, units: 8 });
  await ask.removeRuns({ ids: [1] });
  expect((await ask.getComparison(undefined)).runs).toEqual([]);
  await expect(ask.traceRun({ id: 1, source: { kind: 'test', index: 0 } })).rejects.toThrow('There is no run 1.');
});

test('a traced run takes memory for one digit, and none once removed', async () => {
  let held = 0;
  const sizes: number[] = [];
  const counted: KernelPool = {
    ...pool,
    attach(memory, plan) {
      const attached = pool.attach(memory, plan);
      held++;
      sizes.push(plan.batchSize);
      const detach = () => {
        held--;
        attached.detach();
      };
      return { ...attached, detach };
    },
  };
  const { comparison, ask } = start(() => digits, counted);
  const recipe = { ...defaultRecipe, units: 8, batchSize: 64, epochs: 1 };
  await ask.compare({ runs: ['a', 'b', 'c'].map((name) => ({ name, recipe, digits: 64 })) });
  await comparison.finished();
  const trace = (id: number) => ask.traceRun({ id, source: { kind: 'test', index: 0 } });
  sizes.length = 0;
  for (const id of [1, 2, 3, 2]) await trace(id);
  expect(sizes).toEqual([1, 1, 1]);
  await vi.waitFor(() => {
    expect(held).toBe(2);
  });
  await ask.removeRuns({ ids: [1, 2, 3] });
  await vi.waitFor(() => {
    expect(held).toBe(0);
  });
});

test('queues nothing without a data set', async () => {
  const { ask } = start(() => {
    throw new Error('no digits');
  });
  await expect(ask.compare({ experiment: 'order' })).rejects.toThrow('no digits');
  expect((await ask.getComparison(undefined)).runs).toEqual([]);
});

test('every run of every experiment is a valid recipe', () => {
  for (const { runs } of Object.values(experiments)) {
    for (const { name, recipe, digits: count } of runs) {
      expect(recipeProblem(recipe)).toBeNull();
      expect(name.length).toBeLessThanOrEqual(60);
      expect(count).toBeLessThanOrEqual(60_000);
    }
  }
});
