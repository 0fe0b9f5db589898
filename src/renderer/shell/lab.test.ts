import { afterEach, expect, test, vi } from 'vitest';
import { GatescopeError, toWireError } from '../../domain/errors.ts';
import type { FineTuning } from '../../protocol/personal.ts';
import type { ModelOrigin } from '../../domain/recipe/recipe.ts';
import { createLab, type Lab } from './lab.svelte.ts';
import {
  type FakeEngine,
  generatorWith,
  idleRun,
  recipe,
  startFakeEngine,
  statusWith,
  stepsFrom,
} from '../client/testing/fake-engine.ts';
import { personalWith } from '../client/testing/personal-digits.ts';
import { savedRun } from '../client/testing/saved-runs.ts';

const fineTuning: FineTuning = {
  ...{ phase: 'running', step: 5, totalSteps: 300, learned: 8, heldBack: 2 },
  ...{ checks: [], kept: null },
};

const started: FakeEngine[] = [];
async function start(...args: Parameters<typeof startFakeEngine>) {
  const engine = startFakeEngine(...args);
  started.push(engine);
  const lab = createLab();
  lab.connection.opened(engine.port);
  await vi.waitFor(() => {
    expect(lab.engine.connected).toBe(true);
    expect(lab.history.version).toBeGreaterThan(0);
  });
  return { engine, lab };
}
afterEach(() => {
  for (const engine of started.splice(0)) engine.close();
});

test('fetches status, history and first digit on a new connection', async () => {
  const steps = stepsFrom(1, 20);
  const { lab } = await start({ getHistory: () => Promise.resolve({ steps, epochs: [], marks: [] }) });
  expect(lab.engine.status?.model.testAccuracy).toBe(0.99);
  expect(lab.history.records.column('loss')).toEqual(steps.loss);
  await vi.waitFor(() => {
    expect(lab.score.trace?.source).toEqual({ kind: 'test', index: 0 });
  });
});

test('offers a replaced network until it is brought back, once', async () => {
  const { engine, lab } = await start();
  const listed = (...list: unknown[]) =>
    vi.waitFor(() => {
      expect(lab.notices.list).toEqual(list);
    });
  engine.emit('status', statusWith({ session: 2, formerSession: 1 }));
  await listed({ kind: 'restarted', by: 'pretrained' });
  lab.notices.dismiss('restarted');
  engine.emit('status', statusWith({ session: 3, formerSession: 1 }));
  engine.emit('status', statusWith({ session: 4, formerSession: 3 }));
  await listed({ kind: 'restarted', by: 'pretrained' });
  lab.model.bringBack();
  await vi.waitFor(() => {
    expect(engine.asked).toContain('undoRestart');
  });
  engine.emit('status', statusWith({ session: 3 }));
  await listed();
});

test('offers a network that can still be brought back to a page that is opened anew', async () => {
  const { lab } = await start({ getStatus: () => Promise.resolve(statusWith({ session: 2, formerSession: 1 })) });
  // Nothing has changed while this page was open.
  expect(lab.notices.list).toEqual([{ kind: 'restarted', by: null }]);
});

test('requests the history of another session, even one with more steps', async () => {
  const { engine } = await start();
  const histories = () => engine.asked.filter((name) => name === 'getHistory').length;
  const before = histories();
  engine.emit('status', statusWith({ run: { ...idleRun, step: 50 } }));
  engine.emit('status', statusWith({ run: { ...idleRun, step: 90 }, session: 2 }));
  await vi.waitFor(() => {
    expect(histories()).toBe(before + 1);
  });
});

test('requests the whole history when steps are missing', async () => {
  const { engine, lab } = await start();
  const before = engine.asked.filter((name) => name === 'getHistory').length;
  engine.emit('steps', stepsFrom(1, 3));
  engine.emit('steps', stepsFrom(9, 3));
  await vi.waitFor(() => {
    expect(engine.asked.filter((name) => name === 'getHistory')).toHaveLength(before + 1);
  });
  expect(lab.engine.connected).toBe(true);
});

test('knows an evaluation found on connecting, but treats only later ones as news', async () => {
  const found = { epoch: 1, step: 20, trainLoss: 1, trainAccuracy: 0.5, testLoss: 1, testAccuracy: 0.6, seconds: 1 };
  const steps = stepsFrom(1, 20);
  const { engine, lab } = await start({ getHistory: () => Promise.resolve({ steps, epochs: [found], marks: [] }) });
  expect(lab.history.lastEpoch).toEqual(found);
  expect(lab.history.epochNews).toBeNull();
  const later = { ...found, epoch: 2, step: 40, testAccuracy: 0.7 };
  engine.emit('epoch', later);
  await vi.waitFor(() => {
    expect(lab.history.epochNews).toEqual(later);
  });
  expect(lab.history.lastEpoch).toEqual(later);
});

test('changes only the run on run events', async () => {
  const { engine, lab } = await start();
  engine.emit('run', { ...idleRun, phase: 'training', step: 5 });
  await vi.waitFor(() => {
    expect(lab.engine.status?.run).toMatchObject({ phase: 'training', step: 5 });
  });
  expect(lab.engine.status?.recipe).toEqual(recipe);
});

test('reports a refused action in a notice until the next action', async () => {
  const error = toWireError(new GatescopeError('trainingFailed', 'The loss is not a number.'));
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  const { lab } = await start({ step: () => Promise.reject(error) });
  lab.run.step();
  await vi.waitFor(() => {
    expect(lab.notices.list).toMatchObject([{ kind: 'error' }]);
  });
  lab.run.pause();
  expect(lab.notices.list).toEqual([]);
});

test('reports unreadable data, and keeps the status readable', async () => {
  const error = toWireError(new GatescopeError('dataMissing', 'Missing.', { file: 'x' }));
  const { lab } = await start({ getStatus: () => Promise.resolve(statusWith({ data: { state: 'failed', error } })) });
  expect(lab.notices.list).toEqual([{ kind: 'error', error }]);
  expect(lab.engine.status?.data.state).toBe('failed');
});

test('reports a lost connection until a new port has answered', async () => {
  const { lab } = await start();
  lab.connection.lost({ kind: 'connectionLost', final: false });
  expect(lab.engine.connected).toBe(false);
  expect(lab.notices.list).toEqual([{ kind: 'disconnected', reason: 'connectionLost', final: false }]);
  const next = startFakeEngine();
  started.push(next);
  lab.connection.opened(next.port);
  await vi.waitFor(() => {
    expect(lab.engine.connected).toBe(true);
  });
  expect(lab.notices.list).toEqual([]);
});

test('keeps the shown and fetched test digits on another connection, unless the data is another', async () => {
  const { lab } = await start();
  lab.testSet.load(2_000);
  await vi.waitFor(() => {
    expect(lab.testSet.images?.count).toBe(2_000);
  });
  const { images } = lab.testSet;
  lab.score.show({ kind: 'test', index: 1_432 });
  const reconnect = async (answers: Parameters<typeof startFakeEngine>[0] = {}) => {
    lab.connection.lost({ kind: 'engineStopped', final: false });
    const next = startFakeEngine(answers);
    started.push(next);
    lab.connection.opened(next.port);
    await vi.waitFor(() => {
      expect(lab.engine.connected).toBe(true);
    });
  };
  const { data } = statusWith();
  await reconnect();
  expect(lab.score.source).toEqual({ kind: 'test', index: 1_432 });
  expect(lab.testSet.images).toBe(images);

  await reconnect({
    getStatus: () => Promise.resolve(statusWith({ data: { ...data, id: '0'.repeat(32) } as typeof data })),
  });
  expect(lab.score.source).toEqual({ kind: 'test', index: 0 });
  expect(lab.testSet.images).toBeNull();
});

/** Connects to an engine that knows nothing of the one before. */
async function startAnother(lab: Lab, answers: Parameters<typeof startFakeEngine>[0] = {}) {
  const next = startFakeEngine({
    getStatus: () => Promise.resolve(statusWith({ engine: 'another', runId: 'another-run' })),
    ...answers,
  });
  started.push(next);
  lab.connection.opened(next.port);
  await vi.waitFor(() => {
    expect(lab.engine.connected).toBe(true);
  });
}

const trained = statusWith({
  model: { ...statusWith().model, origin: 'trained' },
  run: { ...idleRun, phase: 'training', step: 50 },
});

test.each([
  ['saved', [{ kind: 'runSaved', reached: 50, step: 40 }], ['engineRestarted', 'interrupted']],
  ['not saved', [{ kind: 'runLost', reached: 50 }], ['engineRestarted']],
] as const)('reports what happened to the run of an engine that died and restarted: %s', async (how, what, kinds) => {
  const { lab } = await start({ getStatus: () => Promise.resolve(trained) });
  lab.connection.lost({ kind: 'engineStopped', final: false });
  await startAnother(lab, { getSavedRuns: () => Promise.resolve(how === 'saved' ? [savedRun('a-run', 40)] : []) });
  await vi.waitFor(() => {
    expect(lab.notices.list.map(({ kind }) => kind)).toEqual(kinds);
  });
  expect(lab.notices.list[0]).toEqual({ kind: 'engineRestarted', consequences: what });
});

test('reports no loss when the same engine was only unreachable', async () => {
  const { lab } = await start({ getStatus: () => Promise.resolve(trained) });
  lab.connection.lost({ kind: 'connectionLost', final: false });
  await startAnother(lab, { getStatus: () => Promise.resolve(trained) });
  expect(lab.notices.list).toEqual([]);
});

test('notices an engine that died while nobody was connected', async () => {
  const { lab } = await start({ getStatus: () => Promise.resolve(trained) });
  lab.connection.lost({ kind: 'connectionLost', final: false });
  await startAnother(lab);
  await vi.waitFor(() => {
    expect(lab.notices.list).toEqual([{ kind: 'engineRestarted', consequences: [{ kind: 'runLost', reached: 50 }] }]);
  });
});

test('shows nothing as running once the engine has gone, and settles pending requests', async () => {
  const never = () => new Promise<never>(() => undefined);
  const { engine, lab } = await start({
    getStatus: () => Promise.resolve(trained),
    sendDataFile: never,
    upload: never,
  });
  engine.emit('personal', personalWith({ fineTuning }));
  engine.emit('generator', generatorWith({ training: true }));
  engine.emit('trajectories', { building: { done: 1, total: 2 }, index: null });
  await vi.waitFor(() => {
    expect(lab.personal.status?.fineTuning?.phase).toBe('running');
    expect(lab.neighbours.status.building).not.toBeNull();
  });
  const opened = lab.files.open({ name: 'a.gatescope', bytes: new Uint8Array(8) });
  void lab.dataSet.openDataSet([{ name: 'images', bytes: new Uint8Array(8) }]);
  await vi.waitFor(() => {
    expect([lab.dataSet.busy?.at, lab.files.opening]).toEqual(['sending', 0]);
  });

  lab.connection.lost({ kind: 'engineStopped', final: true });
  expect(lab.engine.link).toBe('stopped');
  expect(lab.run.busy).toBe(false);
  expect(lab.dataSet.busy).toBeNull();
  expect(lab.dataSet.error?.details.problem).toBe('cutOff');
  expect(lab.personal.status?.fineTuning).toBeNull();
  expect(lab.generator.status?.training).toBe(false);
  expect(lab.neighbours.status.building).toBeNull();
  await opened;
  expect(lab.files.opening).toBeNull();

  await startAnother(lab);
  await vi.waitFor(() => {
    const kinds = ['runLost', 'fineTuningCutOff', 'generatorLost', 'openingCutOff'];
    expect(lab.notices.list).toMatchObject([{ consequences: kinds.map((kind) => ({ kind })) }]);
  });
  expect(lab.dataSet.error?.details.problem, 'stays until it is put away').toBe('cutOff');
});

test('reports the state of the link to the engine at each moment', async () => {
  const lab = createLab();
  expect(lab.engine.link).toBe('starting');
  await startAnother(lab);
  lab.connection.lost({ kind: 'connectionLost', final: false });
  expect(lab.engine.link).toBe('reconnecting');
  lab.connection.lost({ kind: 'engineStopped', final: false });
  expect(lab.engine.link).toBe('restarting');
  lab.connection.lost({ kind: 'engineStopped', final: true });
  expect(lab.engine.link).toBe('stopped');
  await startAnother(lab);
  expect(lab.engine.link).toBe('connected');
});

test('says what replaced a network', async () => {
  const { engine, lab } = await start();
  const { model } = statusWith();
  const comes = (session: number, origin: ModelOrigin) => {
    engine.emit('status', statusWith({ session, formerSession: 1, model: { ...model, origin } }));
    return vi.waitFor(() => {
      expect(lab.notices.list).toEqual([{ kind: 'restarted', by: origin }]);
    });
  };
  await comes(2, 'untrained');
  // It is being trained now, but is still the fresh one.
  engine.emit('status', statusWith({ session: 2, formerSession: 1, model: { ...model, origin: 'trained' } }));
  await vi.waitFor(() => {
    expect(lab.engine.status?.model.origin).toBe('trained');
  });
  expect(lab.notices.list).toEqual([{ kind: 'restarted', by: 'untrained' }]);
  await comes(3, 'pretrained');
  await comes(4, 'fineTuned');
});
