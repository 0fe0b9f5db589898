import { afterEach, expect, test, vi } from 'vitest';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import { createLab } from './lab.svelte.ts';
import { type FakeEngine, startFakeEngine, statusWith } from '../client/testing/fake-engine.ts';
import { fineTunedNetwork, savedRun } from '../client/testing/saved-runs.ts';

const model = statusWith().model;
const newerRun = { id: 'n', saved: '2026-11-21T12:00:00.000Z' };
const started: FakeEngine[] = [];
afterEach(() => {
  for (const engine of started.splice(0)) engine.close();
});

async function start(runs: readonly SavedRun[], status = statusWith()) {
  const engine = startFakeEngine({
    getSavedRuns: () => Promise.resolve([...runs]),
    getNewerRuns: () => Promise.resolve([newerRun]),
    getStatus: () => Promise.resolve(status),
  });
  started.push(engine);
  const lab = createLab();
  lab.connection.opened(engine.port);
  await vi.waitFor(() => {
    // Emitted last; by then the offer has been made.
    expect(lab.savedRuns.newer).toEqual([newerRun]);
  });
  return { engine, lab };
}

test('offers an interrupted run, resumes it at a click, and then offers it no more', async () => {
  const { engine, lab } = await start([savedRun('b', 40), savedRun('a', 7)]);
  expect(lab.notices.list).toMatchObject([{ kind: 'interrupted', run: { id: 'b' } }]);
  lab.run.resume(savedRun('b', 40));
  await vi.waitFor(() => {
    // On a busy machine other requests of the page may come in between.
    expect(engine.asked.filter((name) => name === 'resumeRun' || name === 'train')).toEqual(['resumeRun', 'train']);
  });
  engine.emit('status', statusWith({ session: 2, model: { ...model, origin: 'trained' } }));
  await vi.waitFor(() => {
    expect(lab.notices.list).toEqual([]);
  });
});

test('does not offer a finished run, and only shows it when it is opened', async () => {
  const { engine, lab } = await start([savedRun('b', 100), savedRun('a', 7)]);
  expect(lab.notices.list).toEqual([]);
  lab.run.resume(savedRun('b', 100));
  await vi.waitFor(() => {
    expect(engine.asked).toContain('resumeRun');
  });
  expect(engine.asked).not.toContain('train');
});

test('offers a run finished on own digits while a network is shown that has not learned them', async () => {
  const own = { id: 'a'.repeat(32), name: 'Leaves', classNames: ['a', 'b'] };
  const data = { ...statusWith().data, ...own };
  const untrained = statusWith({ data, model: { ...model, origin: 'untrained' } });
  const done = { ...savedRun('b', 100), dataSet: 'Leaves' };
  const { lab } = await start([done], untrained);
  expect(lab.notices.list).toMatchObject([{ kind: 'runSaved', run: { id: 'b' } }]);
  const { lab: other } = await start([{ ...done, dataSet: 'MNIST' }], untrained);
  expect(other.notices.list).toEqual([]);
});

test('offers a fine-tuned network that was saved last, and shows it without training', async () => {
  const { engine, lab } = await start([fineTunedNetwork('b'), savedRun('a', 7)]);
  expect(lab.notices.list).toMatchObject([{ kind: 'runSaved', run: { id: 'b' } }]);
  lab.run.resume(fineTunedNetwork('b'));
  await vi.waitFor(() => {
    expect(engine.asked).toContain('resumeRun');
  });
  engine.emit('status', statusWith({ session: 2, model: { ...model, origin: 'fineTuned' } }));
  await vi.waitFor(() => {
    expect(lab.notices.list).toEqual([]);
  });
  expect(engine.asked).not.toContain('train');
});

test('offers nothing to a page that opens while there is a run', async () => {
  const { lab } = await start([savedRun('b', 40)], statusWith({ model: { ...model, origin: 'trained' } }));
  expect(lab.notices.list).toEqual([]);
});

test('drops a removed run', async () => {
  const runs = [savedRun('b', 100), savedRun('a', 7)];
  const { engine, lab } = await start(runs);
  runs.shift();
  await lab.savedRuns.remove('b');
  expect(engine.asked.slice(-3)).toEqual(['removeSavedRun', 'getSavedRuns', 'getNewerRuns']);
  expect(lab.savedRuns.list.map(({ id }) => id)).toEqual(['a']);
});

test('does not offer a run that another engine shows', async () => {
  const { lab } = await start([{ ...savedRun('b', 40), elsewhere: true }, savedRun('a', 7)]);
  expect(lab.notices.list).toMatchObject([{ kind: 'interrupted', run: { id: 'a' } }]);
});

test('offers a run once the engine of a killed app has let go of it', async () => {
  const run = savedRun('b', 40);
  let looks = 0;
  const engine = startFakeEngine({
    getSavedRuns: () => Promise.resolve([{ ...run, elsewhere: ++looks < 3 }]),
    getNewerRuns: () => Promise.resolve([]),
    getStatus: () => Promise.resolve(statusWith()),
  });
  started.push(engine);
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    const lab = createLab();
    lab.connection.opened(engine.port);
    await vi.waitUntil(async () => {
      await vi.advanceTimersByTimeAsync(500);
      return looks >= 3;
    });
    await vi.waitFor(() => {
      expect(lab.notices.list).toMatchObject([{ kind: 'interrupted', run: { id: 'b' } }]);
    });
  } finally {
    vi.useRealTimers();
  }
});

test('names a run as typed, and removes the name when it is empty or the usual one', async () => {
  const named: unknown[] = [];
  const engine = startFakeEngine({
    getSavedRuns: () => Promise.resolve([savedRun('a', 7)]),
    getNewerRuns: () => Promise.resolve([newerRun]),
    renameSavedRun: (params) => {
      named.push(params);
      return Promise.resolve(undefined);
    },
  });
  started.push(engine);
  const lab = createLab();
  lab.connection.opened(engine.port);
  await vi.waitFor(() => {
    expect(lab.savedRuns.newer).toEqual([newerRun]);
  });
  for (const typed of [' Mine ', '', 'LSTM', ' LSTM ']) await lab.savedRuns.rename(savedRun('a', 7), typed, 'LSTM');
  expect(named).toEqual(['Mine', null, null, null].map((name) => ({ id: 'a', name })));
});
