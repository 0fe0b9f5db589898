import { expect, test, vi } from 'vitest';
import { createAutosave } from './autosave.ts';

const saveIntervalMs = 60_000;

/** Saves to a disk that takes its time: each write ends when it is told to. */
function saveSlowly(now?: () => number) {
  const waiting: { resolve: () => void; reject: (error: Error) => void }[] = [];
  const write = vi.fn(() => new Promise<void>((resolve, reject) => waiting.push({ resolve, reject })));
  const onFailure = vi.fn();
  return {
    autosave: createAutosave(write, onFailure, saveIntervalMs, now),
    ...{ write, onFailure },
    next: () => waiting.shift(),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

test('saves once a minute while steps are taken', () => {
  let time = 0;
  const { autosave, write } = saveSlowly(() => time);
  for (time = 0; time < saveIntervalMs; time += 1000) autosave.stepped();
  expect(write).not.toHaveBeenCalled();
  time = saveIntervalMs;
  autosave.stepped();
  autosave.stepped();
  expect(write).toHaveBeenCalledTimes(1);
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
