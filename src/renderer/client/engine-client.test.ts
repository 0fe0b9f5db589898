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

test('a request is answered', async () => {
  const { client } = start();
  expect(await client.ask('getStatus', undefined)).toEqual(statusWith());
  await expect(client.ask('train', undefined)).resolves.toBeUndefined();
});

test('an error of the engine arrives with its kind, details and stack', async () => {
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

test('an answer of the wrong shape is an error that names the place', async () => {
  const { client } = start({ undoRestart: () => Promise.resolve('yes' as unknown as boolean) });
  await expect(client.ask('undoRestart', undefined)).rejects.toThrow(/undoRestart/);
});

test('valid events reach their listeners', async () => {
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
  ['a phase that does not exist', 'run', { ...idleRun, phase: 'dreaming' }],
  ['columns of unequal length', 'steps', { ...stepsFrom(1, 3), loss: new Float32Array(2) }],
  ['a matrix of another shape', 'trace', { ...traceAnswering([7]), units: 9 }],
  ['doubles where floats are due', 'steps', { ...stepsFrom(1, 1), accuracy: new Float64Array(1) }],
  ['nothing at all', 'status', undefined],
] as const)('%s is reported as a failure and not acted on', async (_, name, payload) => {
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

test('when the engine goes away, waiting and later requests fail as connection lost', async () => {
  const { engine, client } = start({ evaluate: () => new Promise(() => undefined) });
  const waiting = client.ask('evaluate', undefined);
  await client.ask('getStatus', undefined);
  engine.close();
  await expect(waiting).rejects.toMatchObject({ kind: 'connectionLost' });
  await expect(client.ask('getStatus', undefined)).rejects.toMatchObject({ kind: 'connectionLost' });
});
