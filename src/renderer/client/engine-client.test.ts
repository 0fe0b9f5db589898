import { afterEach, expect, test, vi } from 'vitest';
import type { ClientFunctions } from '../../protocol/api.ts';
import { GatescopeError, toWireError } from '../../domain/errors.ts';
import { createEngineClient } from './engine-client.ts';
import {
  idleRun,
  startFakeEngine,
  statusWith,
  stepsFrom,
  traceAnswering,
  type FakeEngine,
} from './testing/fake-engine.ts';
import { ignoreEvents } from '../../protocol/testing/ignore-events.ts';

function listeners() {
  return {
    ...ignoreEvents,
    ...{ status: vi.fn(), run: vi.fn(), steps: vi.fn(), epoch: vi.fn(), mark: vi.fn(), trace: vi.fn() },
    failure: vi.fn<ClientFunctions['failure']>(),
  };
}

const started: FakeEngine[] = [];
function start(...args: Parameters<typeof startFakeEngine>) {
  const engine = startFakeEngine(...args);
  started.push(engine);
  const heard = listeners();
  return { engine, heard, client: createEngineClient(engine.port, heard) };
}
afterEach(() => {
  for (const engine of started.splice(0)) engine.close();
});

test('answers a request', async () => {
  const { client } = start();
  expect(await client.ask('getStatus', undefined)).toEqual(statusWith());
  await expect(client.ask('train', undefined)).resolves.toBeUndefined();
});

test('passes on an engine error with its kind, details and stack', async () => {
  const thrown = new GatescopeError('dataMissing', 'The file x is missing.', { file: 'x' });
  const { client } = start({
    // Errors cross the port as plain objects.
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
    getTestDigit: () => Promise.reject(toWireError(thrown)),
  });
  const error = await client.ask('getTestDigit', { index: 0 }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(GatescopeError);
  expect(error).toMatchObject({
    kind: 'dataMissing',
    message: thrown.message,
    details: { file: 'x' },
    stack: thrown.stack,
  });
});

test('rejects an answer of the wrong shape, naming the place', async () => {
  const { client } = start({ undoRestart: () => Promise.resolve('yes' as unknown as boolean) });
  await expect(client.ask('undoRestart', undefined)).rejects.toThrow(/undoRestart/);
});

test('passes valid events to their listeners', async () => {
  const { engine, heard } = start();
  engine.emit('run', idleRun);
  engine.emit('steps', stepsFrom(1, 3));
  engine.emit('trace', traceAnswering([7]));
  await vi.waitFor(() => {
    expect(heard.trace).toHaveBeenCalledOnce();
  });
  expect(heard.run).toHaveBeenCalledWith(idleRun);
  expect(heard.steps).toHaveBeenCalledWith(stepsFrom(1, 3));
  expect(heard.failure).not.toHaveBeenCalled();
});

test.each([
  ['an unknown phase', 'run', { ...idleRun, phase: 'dreaming' }],
  ['columns of different lengths', 'steps', { ...stepsFrom(1, 3), loss: new Float32Array(2) }],
  ['a matrix of the wrong shape', 'trace', { ...traceAnswering([7]), units: 9 }],
  ['doubles instead of floats', 'steps', { ...stepsFrom(1, 1), accuracy: new Float64Array(1) }],
  ['no payload', 'status', undefined],
] as const)('reports %s as a failure and does not act on it', async (_, name, payload) => {
  const { engine, heard } = start();
  engine.emit(name, payload);
  await vi.waitFor(() => {
    expect(heard.failure).toHaveBeenCalledOnce();
  });
  expect(heard[name]).not.toHaveBeenCalled();
  expect(heard.failure.mock.calls[0]?.[0]).toMatchObject({
    kind: 'internal',
    message: expect.stringContaining(name) as string,
  });
});

test('fails waiting and later requests with connectionLost when the engine goes away', async () => {
  const { engine, client } = start({ evaluate: () => new Promise(() => undefined) });
  const waiting = client.ask('evaluate', undefined);
  await client.ask('getStatus', undefined);
  engine.close();
  await expect(waiting).rejects.toMatchObject({ kind: 'connectionLost' });
  await expect(client.ask('getStatus', undefined)).rejects.toMatchObject({ kind: 'connectionLost' });
});
