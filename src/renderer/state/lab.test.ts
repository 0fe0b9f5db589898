import { afterEach, expect, test, vi } from 'vitest';
import { GatescopeError, toWireError } from '../../protocol/errors.ts';
import { createLab } from './lab.svelte.ts';
import { idleRun, recipe, startFakeEngine, statusWith, stepsFrom, type FakeEngine } from './testing/fake-engine.ts';

const started: FakeEngine[] = [];
async function start(...args: Parameters<typeof startFakeEngine>) {
  const engine = startFakeEngine(...args);
  started.push(engine);
  const lab = createLab();
  lab.connection.opened(engine.port);
  await vi.waitFor(() => {
    expect(lab.connected).toBe(true);
    expect(lab.historyVersion).toBeGreaterThan(0);
  });
  return { engine, lab };
}
afterEach(() => {
  for (const engine of started.splice(0)) engine.close();
});

test('a new connection brings the status, the history and the first digit', async () => {
  const steps = stepsFrom(1, 20);
  const { lab } = await start({ getHistory: () => Promise.resolve({ steps, epochs: [], marks: [] }) });
  expect(lab.status?.model.testAccuracy).toBe(0.99);
  expect(lab.history.column('loss')).toEqual(steps.loss);
  await vi.waitFor(() => {
    expect(lab.score.trace?.source).toEqual({ kind: 'test', index: 0 });
  });
});

test('a network that was taken away is offered until it is back, once', async () => {
  const { engine, lab } = await start();
  const listed = (...list: unknown[]) =>
    vi.waitFor(() => {
      expect(lab.notices.list).toEqual(list);
    });
  engine.tell('status', statusWith({ session: 2, formerSession: 1 }));
  await listed({ kind: 'restarted' });
  lab.notices.dismiss('restarted');
  engine.tell('status', statusWith({ session: 3, formerSession: 1 }));
  engine.tell('status', statusWith({ session: 4, formerSession: 3 }));
  await listed({ kind: 'restarted' });
  lab.bringBack();
  await vi.waitFor(() => {
    expect(engine.asked).toContain('undoRestart');
  });
  engine.tell('status', statusWith({ session: 3 }));
  await listed();
});

test('a page that is opened anew offers the network that can still be brought back', async () => {
  const { lab } = await start({ getStatus: () => Promise.resolve(statusWith({ session: 2, formerSession: 1 })) });
  expect(lab.notices.list).toEqual([{ kind: 'restarted' }]);
});

test('another session makes its history be asked for, even with more steps', async () => {
  const { engine } = await start();
  const histories = () => engine.asked.filter((name) => name === 'getHistory').length;
  const before = histories();
  engine.tell('status', statusWith({ run: { ...idleRun, step: 50 } }));
  engine.tell('status', statusWith({ run: { ...idleRun, step: 90 }, session: 2 }));
  await vi.waitFor(() => {
    expect(histories()).toBe(before + 1);
  });
});

test('steps that left a gap make the whole history be asked for again', async () => {
  const { engine, lab } = await start();
  const before = engine.asked.filter((name) => name === 'getHistory').length;
  engine.tell('steps', stepsFrom(1, 3));
  engine.tell('steps', stepsFrom(9, 3));
  await vi.waitFor(() => {
    expect(engine.asked.filter((name) => name === 'getHistory')).toHaveLength(before + 1);
  });
  expect(lab.connected).toBe(true);
});

test('an evaluation found on connecting is known but no news; one that comes later is both', async () => {
  const found = { epoch: 1, step: 20, trainLoss: 1, trainAccuracy: 0.5, testLoss: 1, testAccuracy: 0.6, seconds: 1 };
  const steps = stepsFrom(1, 20);
  const { engine, lab } = await start({ getHistory: () => Promise.resolve({ steps, epochs: [found], marks: [] }) });
  expect(lab.lastEpoch).toEqual(found);
  expect(lab.epochNews).toBeNull();
  const later = { ...found, epoch: 2, step: 40, testAccuracy: 0.7 };
  engine.tell('epoch', later);
  await vi.waitFor(() => {
    expect(lab.epochNews).toEqual(later);
  });
  expect(lab.lastEpoch).toEqual(later);
});

test('run events change only the run', async () => {
  const { engine, lab } = await start();
  engine.tell('run', { ...idleRun, phase: 'training', step: 5 });
  await vi.waitFor(() => {
    expect(lab.status?.run).toMatchObject({ phase: 'training', step: 5 });
  });
  expect(lab.status?.recipe).toEqual(recipe);
});

test('a refused action is told in a notice, which the next action takes away', async () => {
  const error = toWireError(new GatescopeError('trainingFailed', 'The loss is not a number.'));
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  const { lab } = await start({ step: () => Promise.reject(error) });
  lab.step();
  await vi.waitFor(() => {
    expect(lab.notices.list).toMatchObject([{ kind: 'error' }]);
  });
  lab.pause();
  expect(lab.notices.list).toEqual([]);
});

test('data that cannot be read is told, and the status stays readable', async () => {
  const error = toWireError(new GatescopeError('dataMissing', 'Missing.', { file: 'x' }));
  const { lab } = await start({ getStatus: () => Promise.resolve(statusWith({ data: { state: 'failed', error } })) });
  expect(lab.notices.list).toEqual([{ kind: 'error', error }]);
  expect(lab.status?.data.state).toBe('failed');
});

test('a lost connection is told until a new port has answered', async () => {
  const { lab } = await start();
  lab.connection.lost({ kind: 'connectionLost', final: false });
  expect(lab.connected).toBe(false);
  expect(lab.notices.list).toEqual([{ kind: 'disconnected', reason: 'connectionLost', final: false }]);
  const next = startFakeEngine();
  started.push(next);
  lab.connection.opened(next.port);
  await vi.waitFor(() => {
    expect(lab.connected).toBe(true);
  });
  expect(lab.notices.list).toEqual([]);
});

test('another connection leaves the shown test digit and the fetched ones as they are; other data does not', async () => {
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
      expect(lab.connected).toBe(true);
    });
  };
  const { data } = statusWith();
  await reconnect();
  expect(lab.score.source).toEqual({ kind: 'test', index: 1_432 });
  expect(lab.testSet.images).toBe(images);

  await reconnect({ getStatus: () => Promise.resolve(statusWith({ data: { ...data, id: 'other' } as typeof data })) });
  expect(lab.score.source).toEqual({ kind: 'test', index: 0 });
  expect(lab.testSet.images).toBeNull();
});

test('an engine that died and runs again is told, because its run is lost', async () => {
  const { lab } = await start();
  lab.connection.lost({ kind: 'engineStopped', final: false });
  const next = startFakeEngine();
  started.push(next);
  lab.connection.opened(next.port);
  await vi.waitFor(() => {
    expect(lab.notices.list).toEqual([{ kind: 'engineRestarted' }]);
  });
});
