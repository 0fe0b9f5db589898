// Holds P31.
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import type { RunOrder } from '../../domain/experiments/experiment.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { type DataSet, mnistDataSet } from '../data/data-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultRecipe } from '../../domain/recipe/config.ts';
import { limits } from '../../domain/limits/limits.ts';
import { sleepNowAndThen } from '../testing/sleep-now-and-then.ts';
import { loadFewDigits, startTestPool } from '../testing/start.ts';
import { createComparison, type Queued } from './comparison.ts';
import { createRunTraces } from './run-traces.ts';

let pool: KernelPool;
let digits: DataSet;
beforeAll(async () => {
  pool = await startTestPool();
  digits = mnistDataSet(await loadFewDigits(60_000, 200));
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** Four steps of eight units. */
function order(name: string, changes: Partial<Recipe> = {}, count = 256): RunOrder {
  return { name, recipe: { ...defaultRecipe, units: 8, batchSize: 64, epochs: 1, ...changes }, digits: count };
}

const queued = (...runs: RunOrder[]): Queued => ({ name: null, runs, rereads: [] });

function start(onChange = vi.fn()) {
  return createComparison(pool, () => digits, onChange);
}

test('processes runs one after the other and reports everything about them', async () => {
  const comparison = start();
  comparison.add(queued(order('first'), order('second', { cell: 'gru' })));
  expect(comparison.snapshot()).toMatchObject({ running: true, runs: [{ state: 'waiting' }, { state: 'waiting' }] });
  await comparison.finished();
  const { runs, running } = comparison.snapshot();
  expect(running).toBe(false);
  expect(runs).toMatchObject([
    { id: 1, name: 'first', state: 'done', step: 4, totalSteps: 4, error: null, parameters: 1274 },
    { id: 2, name: 'second', state: 'done', step: 4 },
  ]);
  expect([...runs[0].curves.step]).toEqual([1, 2, 3, 4]);
  expect(runs[0].testAccuracy).toHaveLength(1);
  expect(runs[0].gradientFlow).toMatchObject({ steps: 28, firstStep: 0, layers: 1, step: 4 });
  expect(runs[0].seconds).toBeGreaterThan(0);
});

test('time asleep does not count towards a run', async () => {
  sleepNowAndThen();
  const comparison = start();
  comparison.add(queued(order('long', {}, 64 * 20)));
  await comparison.finished();
  const [{ state, seconds }] = comparison.snapshot().runs;
  expect(state).toBe('done');
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(60);
});

test('runs with one seed see the same batches: equal recipes give equal curves, whatever runs in between', async () => {
  const comparison = start();
  comparison.add(queued(order('a'), order('other', { cell: 'rnn' }), order('b')));
  await comparison.finished();
  const [a, other, b] = comparison.snapshot().runs;
  expect(b.curves).toEqual(a.curves);
  expect(other.curves.loss).not.toEqual(a.curves.loss);
});

test('also tests a network in other orders of equal length, its own first', async () => {
  const comparison = start();
  comparison.add({
    name: 'order',
    runs: [order('rows ↑', { order: 'rowsUp' })],
    rereads: ['rowsDown', 'rowsUp', 'pixels'],
  });
  await comparison.finished();
  const [{ testAccuracy, experiment }] = comparison.snapshot().runs;
  expect(testAccuracy.map((tested) => tested.order)).toEqual(['rowsUp', 'rowsDown']);
  expect(experiment).toBe('order');
});

test('without positional encoding a Transformer answers the same in any row order', async () => {
  const comparison = start();
  const recipe = { cell: 'transformer', units: 16, heads: 2, positionalEncoding: 'none' } as const;
  comparison.add({ name: 'positions', runs: [order('', recipe, 2048)], rereads: ['rowsUp', 'shuffledRows'] });
  await comparison.finished();
  const [{ testAccuracy }] = comparison.snapshot().runs;
  expect(testAccuracy).toHaveLength(3);
  // The rows are summed in a different order, so a digit between two answers may flip.
  const shares = testAccuracy.map(({ accuracy }) => accuracy ?? Number.NaN);
  for (const share of shares) expect(Math.abs(share - shares[0])).toBeLessThan(0.02);
});

test('exploded gradients are a result, and the next run proceeds', async () => {
  const comparison = start();
  const exploding = { learningRate: 1e38, optimizer: 'sgd', schedule: 'constant', clipNorm: 0 } as const;
  comparison.add(queued(order('explodes', exploding), order('after')));
  await comparison.finished();
  const [failed, after] = comparison.snapshot().runs;
  expect(failed).toMatchObject({ state: 'failed', error: { kind: 'trainingFailed' }, testAccuracy: [] });
  expect(failed.curves.step.length).toBeGreaterThan(0);
  expect(after.state).toBe('done');
});

test('stopping ends the active run and keeps its curves; queued runs and runs without a step are dropped', async () => {
  const comparison = start();
  comparison.add(queued(order('long', {}, 60_000), order('waiting')));
  await vi.waitFor(() => {
    expect(comparison.snapshot().runs[0].step).toBeGreaterThan(0);
  });
  await comparison.stop();
  const { runs, running } = comparison.snapshot();
  expect(running).toBe(false);
  expect(runs.map(({ name, state }) => [name, state])).toEqual([['long', 'stopped']]);
  expect(runs[0].curves.loss.length).toBeGreaterThan(0);
  comparison.add(queued(order('at once'), order('waiting')));
  await comparison.stop();
  expect(comparison.snapshot().runs).toHaveLength(1);
  comparison.add(queued(order('again')));
  await comparison.finished();
  expect(comparison.snapshot().runs[1].state).toBe('done');
});

test('stopping waits for the active run only, not for runs queued later by another client', async () => {
  const comparison = start();
  comparison.add(queued(order('long', {}, 60_000)));
  await vi.waitFor(() => {
    expect(comparison.snapshot().runs[0].step).toBeGreaterThan(0);
  });
  const stopped = comparison.stop();
  comparison.add(queued(order('of another', {}, 60_000)));
  await stopped;
  expect(comparison.snapshot()).toMatchObject({ running: true, runs: [{ state: 'stopped' }, { state: 'running' }] });
  await comparison.stop();
  expect(comparison.snapshot().running).toBe(false);
});

test('removing the active run lets the next one start', async () => {
  const comparison = start();
  comparison.add(queued(order('long', {}, 60_000), order('next')));
  await vi.waitFor(() => {
    expect(comparison.snapshot().runs[0].state).toBe('running');
  });
  comparison.remove([1]);
  await comparison.finished();
  expect(comparison.snapshot().runs).toMatchObject([{ id: 2, state: 'done' }]);
});

test('renames runs, and refuses to rename a missing one', async () => {
  const comparison = start();
  comparison.add(queued(order('old')));
  comparison.rename(1, 'new');
  expect(comparison.snapshot().runs[0].name).toBe('new');
  expect(() => {
    comparison.rename(7, 'new');
  }).toThrow('There is no run 7.');
  await comparison.stop();
});

test('refuses more runs than the limit, and says what to do', async () => {
  const comparison = start();
  const many = Array.from({ length: limits.maxComparedRuns }, (_, index) => order(String(index)));
  comparison.add(queued(...many));
  expect(() => {
    comparison.add(queued(order('one more')));
  }).toThrow('Remove some first.');
  await comparison.stop();
});

test('reports changes at a limited rate, and always the end', async () => {
  const told: boolean[] = [];
  const comparison = createComparison(
    pool,
    () => digits,
    () => told.push(comparison.snapshot().running),
  );
  comparison.add(queued(order('one')));
  await comparison.finished();
  expect(told[0]).toBe(true);
  expect(told.at(-1)).toBe(false);
});

test('the network of a completed run reads a digit; other runs have none', async () => {
  const comparison = start();
  comparison.add(queued(order('a'), order('b', { cell: 'gru' }), order('c', { order: 'columns' }), order('d')));
  await comparison.finished();
  const digit = { pixels: digits.test.images.slice(0, 784), label: 7 };
  const traces = createRunTraces(
    pool,
    comparison,
    () => digits,
    () => digit,
  );
  const source = { kind: 'test', index: 0 } as const;
  expect(traces.trace(2, source)).toMatchObject({
    cell: 'gru',
    label: 7,
    units: 8,
    steps: 28,
    origin: 'trained',
    step: 4,
  });
  expect(traces.trace(3, source).order).toBe('columns');
  // The same weights, whether or not others were requested in between.
  expect(traces.trace(1, source).probabilities).toEqual(traces.trace(4, source).probabilities);
  comparison.remove([2]);
  expect(() => traces.trace(2, source)).toThrow('There is no run 2.');
});
