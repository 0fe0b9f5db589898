import { afterEach, expect, test, vi } from 'vitest';
import type { Neighbours } from '../../../protocol/neighbours.ts';
import { createEngineClient } from '../../client/engine-client.ts';
import { createNeighboursState } from './neighbours-state.svelte.ts';
import { type FakeEngine, startFakeEngine } from '../../client/testing/fake-engine.ts';

let engine: FakeEngine | null = null;
afterEach(() => {
  engine?.close();
});

const index = { digits: 10_000, steps: 28, stepsRead: 28, step: 240, session: 1 };

function foundUntil(until: number): Neighbours {
  return {
    indices: Uint32Array.of(3),
    distances: Float32Array.of(0.5),
    labels: Uint8Array.of(7),
    answers: Uint8Array.of(7),
    pixels: new Uint8Array(784),
    ...{ compared: until + 1, until },
  };
}

const query = (until: number) => ({ source: { kind: 'test', index: 0 }, until, count: 12 }) as const;

function start(answers: Parameters<typeof startFakeEngine>[0]) {
  engine = startFakeEngine(answers);
  const onError = vi.fn();
  const state = createNeighboursState(onError);
  const client = createEngineClient(engine.port, { trajectories: state.receive } as Parameters<
    typeof createEngineClient
  >[1]);
  state.attach(client.ask);
  return { state, engine, onError };
}

test('knows the existing index, and finds neighbours for the newest query', async () => {
  const asked: number[] = [];
  const { state } = start({
    getTrajectories: () => Promise.resolve({ building: null, index }),
    findNeighbours: ({ until }) => {
      asked.push(until);
      return Promise.resolve(foundUntil(until));
    },
  });
  for (const until of [5, 6, 7, 8]) state.find(query(until));
  await vi.waitFor(() => {
    expect(state.found?.until).toBe(8);
  });
  expect(asked).toEqual([5, 8]);
  expect(state.status.index).toEqual(index);
  state.find(null);
  expect(state.found).toBeNull();
});

test('drops the neighbours when the engine drops the index', async () => {
  const { state, engine: told } = start({ findNeighbours: ({ until }) => Promise.resolve(foundUntil(until)) });
  state.find(query(27));
  await vi.waitFor(() => {
    expect(state.found).not.toBeNull();
  });
  told.emit('trajectories', { building: { done: 128, total: 10_000 }, index: null });
  await vi.waitFor(() => {
    expect(state.status.building).toEqual({ done: 128, total: 10_000 });
  });
  expect(state.found).toBeNull();
});

test('reports why an index could not be built', async () => {
  const { state, onError } = start({ indexTrajectories: () => Promise.reject(new Error('too little memory')) });
  state.build();
  await vi.waitFor(() => {
    expect(onError).toHaveBeenCalled();
  });
});
