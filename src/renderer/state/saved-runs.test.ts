import { afterEach, expect, test, vi } from 'vitest';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import { createLab } from './lab.svelte.ts';
import { type FakeEngine, startFakeEngine, statusWith } from './testing/fake-engine.ts';

const model = statusWith().model;
function saved(id: string, step: number): SavedRun {
  const sizes = {
    step,
    goal: 100,
    stepsPerEpoch: 10,
    testAccuracy: 0.9,
    dataSet: 'MNIST',
    kernels: 'simd-6x2',
    threads: 2,
  };
  return { id, model, ...sizes, saved: '2026-11-21T12:00:00.000Z' };
}

const started: FakeEngine[] = [];
afterEach(() => {
  for (const engine of started.splice(0)) engine.close();
});

async function start(runs: readonly SavedRun[], status = statusWith()) {
  const engine = startFakeEngine({
    getSavedRuns: () => Promise.resolve([...runs]),
    getStatus: () => Promise.resolve(status),
  });
  started.push(engine);
  const lab = createLab();
  lab.connection.opened(engine.port);
  await vi.waitFor(() => {
    expect(lab.savedRuns.list.map(({ id }) => id)).toEqual(runs.map(({ id }) => id));
  });
  return { engine, lab };
}

test('a run that was interrupted is offered, goes on at a click, and is then offered no more', async () => {
  const { engine, lab } = await start([saved('b', 40), saved('a', 7)]);
  expect(lab.notices.list).toMatchObject([{ kind: 'interrupted', run: { id: 'b' } }]);
  lab.resume(saved('b', 40));
  await vi.waitFor(() => {
    expect(engine.asked.slice(-2)).toEqual(['resumeRun', 'train']);
  });
  engine.tell('status', statusWith({ session: 2, model: { ...model, origin: 'trained' } }));
  await vi.waitFor(() => {
    expect(lab.notices.list).toEqual([]);
  });
});

test('one that was done is not offered, and is only shown when it is opened', async () => {
  const { engine, lab } = await start([saved('b', 100), saved('a', 7)]);
  expect(lab.notices.list).toEqual([]);
  lab.resume(saved('b', 100));
  await vi.waitFor(() => {
    expect(engine.asked).toContain('resumeRun');
  });
  expect(engine.asked).not.toContain('train');
});

test('nothing is offered to whoever comes while a run is there', async () => {
  const { lab } = await start([saved('b', 40)], statusWith({ model: { ...model, origin: 'trained' } }));
  expect(lab.notices.list).toEqual([]);
});

test('a run that is removed is asked for no more', async () => {
  const runs = [saved('b', 100), saved('a', 7)];
  const { engine, lab } = await start(runs);
  runs.shift();
  await lab.savedRuns.remove('b');
  expect(engine.asked.slice(-2)).toEqual(['removeSavedRun', 'getSavedRuns']);
  expect(lab.savedRuns.list.map(({ id }) => id)).toEqual(['a']);
});
