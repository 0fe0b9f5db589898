import { expect, test } from 'vitest';
import { createBatchOrder, pickDigits } from './batches.ts';

test('each epoch reads every digit once, with a smaller last batch', () => {
  const batchAt = createBatchOrder(10, 4, 1);
  const epoch = [0, 1, 2].map((step) => [...batchAt(step)]);
  expect(epoch.map((batch) => batch.length)).toEqual([4, 4, 2]);
  expect(epoch.flat().sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('the same seed gives the same order, also when starting in the middle', () => {
  const uninterrupted = createBatchOrder(100, 8, 7);
  const seen = Array.from({ length: 30 }, (_, step) => [...uninterrupted(step)]);
  expect([...createBatchOrder(100, 8, 7)(29)]).toEqual(seen[29]);
});

test('other epochs and other seeds give other orders', () => {
  const batchAt = createBatchOrder(1000, 1000, 1);
  const first = [...batchAt(0)];
  expect([...batchAt(1)]).not.toEqual(first);
  expect([...createBatchOrder(1000, 1000, 2)(0)]).not.toEqual(first);
});

test('the seed picks the digits to learn from, the fewer among the more', () => {
  const picked = [...(pickDigits(1000, 50, 1) ?? [])];
  expect(new Set(picked).size).toBe(50);
  expect(Math.max(...picked)).toBeGreaterThan(50);
  expect([...(pickDigits(1000, 20, 1) ?? [])]).toEqual(picked.slice(0, 20));
  expect([...(pickDigits(1000, 50, 2) ?? [])]).not.toEqual(picked);
  expect([pickDigits(1000, 1000, 1), pickDigits(1000, 2000, 1)]).toEqual([null, null]);
});
