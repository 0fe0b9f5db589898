import { expect, test, vi } from 'vitest';
import type { Run } from './run.ts';
import { createShownRuns } from './shown-runs.ts';

/** A run with just the properties tested here. */
function runOf(id: string, origin: 'trained' | 'untrained' = 'trained', passing = false) {
  const told = { forget: vi.fn(), save: vi.fn(), pause: vi.fn() };
  const isPassing = () => Promise.resolve(passing);
  const run = {
    id,
    session: { origin },
    isPassing,
    runner: { pause: told.pause },
    forget: told.forget,
    save: told.save,
  };
  return { run: run as unknown as Run, ...told };
}

test('keeps one run for undo and forgets the one before', async () => {
  const onShown = vi.fn();
  const [first, second, third] = ['first', 'second', 'third'].map((id) => runOf(id));
  const runs = createShownRuns(first.run, onShown);
  await runs.replaceBy(second.run);
  await runs.replaceBy(third.run);

  expect(['first', 'second', 'third'].map(runs.has)).toEqual([false, true, true]);
  expect(first.forget).toHaveBeenCalledOnce();
  await runs.save();
  expect([first, second, third].map(({ save }) => save.mock.calls.length)).toEqual([0, 1, 1]);

  expect(await runs.bringBack()).toBe(true);
  expect([runs.current, runs.former]).toEqual([second.run, null]);
  expect([third.pause, third.forget].every((told) => told.mock.calls.length === 1)).toBe(true);
  expect(second.forget).not.toHaveBeenCalled();
  expect(await runs.bringBack()).toBe(false);
  expect(onShown).toHaveBeenCalledTimes(3);
});

test('forgets a replaced run that learned nothing, and keeps the one for undo', async () => {
  const [first, fresh, next] = [runOf('first'), runOf('fresh', 'untrained'), runOf('next')];
  const runs = createShownRuns(first.run, () => undefined);
  await runs.replaceBy(fresh.run);
  await runs.replaceBy(next.run);

  expect(fresh.forget).toHaveBeenCalledOnce();
  expect(first.forget).not.toHaveBeenCalled();
  expect([runs.current, runs.former]).toEqual([next.run, first.run]);
});

test("keeps a lesson's run for undo only if there is no other", async () => {
  const [own, passing, next] = [runOf('own'), runOf('passing', 'trained', true), runOf('next')];
  const runs = createShownRuns(passing.run, () => undefined);
  await runs.replaceBy(own.run);
  expect(runs.former).toBe(passing.run);

  await runs.replaceBy(passing.run);
  await runs.replaceBy(next.run);
  expect(passing.forget).toHaveBeenCalled();
  expect([runs.current, runs.former]).toEqual([next.run, own.run]);
});
