import { expect, test } from 'vitest';
import { createBreather, createQueue, rest, runAtOnce, runCooperatively } from './cooperate.ts';

function* counting(limit: number, seen: number[] = []) {
  for (let count = 1; count <= limit; count++) {
    seen.push(count);
    yield;
  }
  return seen.length;
}

test('gives the same result at once and cooperatively', async () => {
  expect(runAtOnce(counting(5))).toBe(5);
  expect(await runCooperatively(counting(5), createBreather(0))).toBe(5);
});

test('lets others run between slices', async () => {
  const seen: number[] = [];
  const work = runCooperatively(counting(1000, seen), createBreather(0));
  const seenByOther = await new Promise<number>((resolve) =>
    setImmediate(() => {
      resolve(seen.length);
    }),
  );
  expect(seenByOther).toBeLessThan(1000);
  await work;
});

test('stops at the next yield when aborted', async () => {
  const seen: number[] = [];
  const controller = new AbortController();
  const work = runCooperatively(counting(1_000_000, seen), createBreather(0), controller.signal);
  setImmediate(() => {
    controller.abort(new Error('enough'));
  });
  await expect(work).rejects.toThrow('enough');
  expect(seen.length).toBeLessThan(1_000_000);
});

test('a queue keeps the order of calls, also after a failure', async () => {
  const enqueue = createQueue();
  const order: string[] = [];
  const slow = enqueue(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5));
    order.push('slow');
    throw new Error('failed');
  });
  const quick = enqueue(() => Promise.resolve(order.push('quick')));
  await expect(slow).rejects.toThrow('failed');
  await quick;
  expect(order).toEqual(['slow', 'quick']);
});

test('a rest ends when its time is up, or at once when aborted', async () => {
  const started = performance.now();
  await rest(20, new AbortController().signal);
  expect(performance.now() - started).toBeGreaterThanOrEqual(15);
  const controller = new AbortController();
  const long = rest(60_000, controller.signal);
  controller.abort();
  await long;
});
