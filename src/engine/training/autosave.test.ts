// Holds P1, P2.
import { expect, test, vi } from 'vitest';
import { GatescopeError } from '../../domain/errors.ts';
import { createAutosave } from './autosave.ts';

const longestMs = 60_000;

/** Saves to a slow disk: each write ends on command. */
function saveSlowly(now?: () => number) {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const write = vi.fn(
    () =>
      new Promise<number>((resolve, reject) => {
        waiting.push({
          resolve: () => {
            resolve(0);
          },
          reject,
        });
      }),
  );
  const onFailure = vi.fn();
  return {
    autosave: createAutosave(write, onFailure, longestMs, now),
    ...{ write, onFailure },
    next: () => waiting.shift(),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

/**
 * Trains for an hour in steps of 50 ms on a slow disk.
 * @returns the times of all saves, in ms since training began
 */
async function trainForAnHour(saveTakesMs: number, longest = longestMs): Promise<number[]> {
  let time = 0;
  const moments: number[] = [];
  const write = () => {
    moments.push(time);
    return Promise.resolve(saveTakesMs);
  };
  const autosave = createAutosave(write, vi.fn(), longest, () => time);
  autosave.save();
  for (; time < 3_600_000; time += 50) {
    autosave.stepped();
    await Promise.resolve();
    await Promise.resolve();
  }
  return moments;
}

/** The longest training that a kill may cost before each save. */
const gaps = (moments: readonly number[]) => moments.slice(1).map((moment, index) => moment - moments[index]);

test('at most a second plus a tenth of the training is unsaved at any moment, and never more than a minute', async () => {
  const moments = await trainForAnHour(3);
  expect(moments.slice(0, 3)).toEqual([0, 1000, 2100]);
  for (const [index, gap] of gaps(moments).entries())
    expect(gap).toBeLessThanOrEqual(Math.min(60_000, 1000 + 0.1 * moments[index]) + 50);
  expect(gaps(moments).at(-1)).toBe(60_000);
  expect(moments.length).toBeLessThan(110);
});

test('saving takes at most a thirtieth of the time between two saves, however long it takes', async () => {
  const moments = await trainForAnHour(300);
  // The duration of the first save is unknown in advance.
  for (const gap of gaps(moments).slice(1)) expect(gap).toBeGreaterThanOrEqual(9_000);
  expect(gaps(await trainForAnHour(10_000)).at(-1), 'caps the interval at a minute').toBe(60_000);
});

test('saves more often than every second on request', async () => {
  expect(new Set(gaps(await trainForAnHour(0, 300)))).toEqual(new Set([300]));
});

test('steps request no save during a save', () => {
  let time = 0;
  const { autosave, write } = saveSlowly(() => time);
  autosave.save();
  for (time = 0; time < longestMs; time += 1000) autosave.stepped();
  expect(write).toHaveBeenCalledTimes(1);
});

test('retries a failed save even if no further step is taken', async () => {
  vi.useFakeTimers();
  const { autosave, write, next } = saveSlowly();
  autosave.save();
  next()?.reject(new Error('full'));
  await vi.advanceTimersByTimeAsync(longestMs);
  expect(write).toHaveBeenCalledTimes(2);
  next()?.resolve();
  await vi.advanceTimersByTimeAsync(10 * longestMs);
  expect(write).toHaveBeenCalledTimes(2);
  autosave.save();
  next()?.reject(new Error('full'));
  await vi.advanceTimersByTimeAsync(0);
  await autosave.end();
  await vi.advanceTimersByTimeAsync(10 * longestMs);
  expect(write).toHaveBeenCalledTimes(3);
  vi.useRealTimers();
});

test('requests during a save cause one more save, however many there were', async () => {
  const { autosave, write, next, settle } = saveSlowly();
  autosave.save();
  autosave.save();
  autosave.save();
  expect(write).toHaveBeenCalledTimes(1);
  next()?.resolve();
  await settle();
  expect(write).toHaveBeenCalledTimes(2);
  next()?.resolve();
  await settle();
  expect(write).toHaveBeenCalledTimes(2);
});

test('reports a failure once until a save has succeeded', async () => {
  const { autosave, write, onFailure, next, settle } = saveSlowly();
  for (const outcome of ['full', 'full', 'fine', 'full']) {
    autosave.save();
    if (outcome === 'full') next()?.reject(new Error('full'));
    else next()?.resolve();
    await settle();
  }
  expect(write).toHaveBeenCalledTimes(4);
  expect(onFailure).toHaveBeenCalledTimes(2);
});

test('reports an unsaved run even if its unsaved timeline was reported before', async () => {
  const { autosave, onFailure, next, settle } = saveSlowly();
  const [timeline, run] = (['timelineUnsaved', 'checkpointUnsaved'] as const).map(
    (kind) => new GatescopeError(kind, ''),
  );
  for (const error of [timeline, run, timeline, run]) {
    autosave.save();
    next()?.reject(error);
    await settle();
  }
  expect(onFailure.mock.calls).toEqual([[timeline], [run]]);
});

test('saves what was requested during a save before ending', async () => {
  const { autosave, write, next, settle } = saveSlowly();
  autosave.save();
  autosave.save();
  const end = autosave.end();
  next()?.resolve();
  await settle();
  expect(write).toHaveBeenCalledTimes(2);
  next()?.resolve();
  await end;
});

test('ending waits for the current save, and nothing is saved afterwards', async () => {
  const { autosave, write, next, settle } = saveSlowly();
  autosave.save();
  let ended = false;
  const end = autosave.end().then(() => (ended = true));
  await settle();
  expect(ended).toBe(false);
  next()?.resolve();
  await end;
  autosave.save();
  expect(write).toHaveBeenCalledTimes(1);
});

test('`saved` resolves when everything is saved, or the save has failed', async () => {
  const { autosave, write, next, settle } = saveSlowly();
  autosave.save();
  let saved = false;
  const asked = autosave.saved().then(() => (saved = true));
  next()?.resolve();
  await settle();
  expect([write.mock.calls.length, saved]).toEqual([2, false]);
  next()?.reject(new Error('full'));
  await asked;
});
