// Holds P1, P2.
import { expect, test, vi } from 'vitest';
import { GatescopeError } from '../../domain/errors.ts';
import { createAutosave } from './autosave.ts';

const longestMs = 60_000;

/** Saves to a disk that takes its time: each write ends when it is told to. */
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
 * Trains for an hour in steps of 50 ms on a disk that takes its time.
 * @returns the moments of all saves, in ms since training began
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

/** The longest training that a kill may cost before each moment. */
const gaps = (moments: readonly number[]) => moments.slice(1).map((moment, index) => moment - moments[index]);

test('at any moment of a run at most a second and a tenth of its training is unsaved, and never more than a minute', async () => {
  const moments = await trainForAnHour(3);
  expect(moments.slice(0, 3)).toEqual([0, 1000, 2100]);
  for (const [index, gap] of gaps(moments).entries())
    expect(gap).toBeLessThanOrEqual(Math.min(60_000, 1000 + 0.1 * moments[index]) + 50);
  expect(gaps(moments).at(-1)).toBe(60_000);
  expect(moments.length).toBeLessThan(110);
});

test('saving takes no more than a thirtieth of the time between two saves, however long it takes', async () => {
  const moments = await trainForAnHour(300);
  // Nobody knows of the first one how long it will take.
  for (const gap of gaps(moments).slice(1)) expect(gap).toBeGreaterThanOrEqual(9_000);
  expect(gaps(await trainForAnHour(10_000)).at(-1), 'a minute is a minute').toBe(60_000);
});

test('whoever wants it saved more often than each second gets that', async () => {
  expect(new Set(gaps(await trainForAnHour(0, 300)))).toEqual(new Set([300]));
});

test('steps ask for nothing while it saves', () => {
  let time = 0;
  const { autosave, write } = saveSlowly(() => time);
  autosave.save();
  for (time = 0; time < longestMs; time += 1000) autosave.stepped();
  expect(write).toHaveBeenCalledTimes(1);
});

test('what could not be saved is tried again also where no step is taken any more', async () => {
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

test('what is asked for while it saves is saved once more, however often it was asked for', async () => {
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

test('a failure is told once until saving has worked again', async () => {
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

test('that the run itself is not saved is told also where its timeline was not before', async () => {
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

test('what was asked for while it saved is saved before its end', async () => {
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

test('its end waits for what is being saved, and nothing is saved after it', async () => {
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

test('whoever asks for what is saved hears when all of it is, also where it cannot be', async () => {
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
