import { afterEach, expect, test, vi } from 'vitest';
import type { EngineFunctions } from '../../protocol/api.ts';
import type { PersonalDigits, PersonalSet } from '../../protocol/personal.ts';
import { createEngineClient } from '../client/engine-client.ts';
import { createPersonalState } from './personal-state.svelte.ts';
import { ignoreEvents } from '../../protocol/testing/ignore-events.ts';
import { answersFrom, type FakeEngine, startFakeEngine } from '../client/testing/fake-engine.ts';
import { personalWith, setOf } from '../client/testing/personal-digits.ts';

const open: FakeEngine[] = [];

afterEach(() => {
  for (const engine of open.splice(0)) engine.close();
});

function start(answers: Partial<EngineFunctions> = {}) {
  const onError = vi.fn();
  const state = createPersonalState(onError, () => 1234);
  const engine = startFakeEngine(answers);
  open.push(engine);
  const client = createEngineClient(engine.port, {
    ...ignoreEvents,
    ...{ personal: state.receive, failure: onError },
  });
  state.attach(client.ask);
  return { state, engine, onError };
}

/** An engine that holds the present set. */
function holding(current: () => PersonalSet): Partial<EngineFunctions> {
  const status = () => personalWith({ count: current().ids.length, version: current().version });
  return {
    getPersonal: () => Promise.resolve(status()),
    getPersonalDigits: () => Promise.resolve(current()),
    evaluatePersonal: () =>
      Promise.resolve({
        ...answersFrom([...current().labels].map((label) => [label, 7, 0.8])),
        version: current().version,
      }),
  };
}

test('knows the number of digits from the start, and fetches and reads them once they are shown', async () => {
  const { state, engine } = start(holding(() => setOf([7, 1])));
  await vi.waitUntil(() => state.status?.count === 2);
  expect(engine.asked).not.toContain('getPersonalDigits');
  state.look();
  await vi.waitUntil(() => state.answers !== null);
  expect([...(state.set?.labels ?? [])]).toEqual([7, 1]);
  expect([...(state.answers?.answers ?? [])]).toEqual([7, 7]);
  state.look();
  await vi.waitUntil(() => !state.reading);
  expect(engine.asked.filter((name) => name === 'getPersonalDigits')).toHaveLength(1);
  expect(engine.asked.filter((name) => name === 'evaluatePersonal')).toHaveLength(2);
});

test('exports the digits even where no network reads them', async () => {
  const { state, engine } = start(holding(() => setOf([7, 1])));
  await vi.waitUntil(() => state.status?.count === 2);
  expect([...((await state.fetchSet())?.labels ?? [])]).toEqual([7, 1]);
  expect(engine.asked).not.toContain('evaluatePersonal');
});

test('never shows answers to another set beside the digits', async () => {
  const { state } = start({
    ...holding(() => setOf([7, 1])),
    evaluatePersonal: () => Promise.resolve({ ...answersFrom([[7, 7, 0.9]]), version: 99 }),
  });
  state.look();
  await vi.waitUntil(() => state.set !== null);
  expect(state.answers).toBeNull();
});

test('keeps a drawing with its label and the answer, and says whether it did', async () => {
  const kept: PersonalDigits[] = [];
  const { state, onError } = start({
    keepDigits: (digits) => {
      kept.push(digits);
      if (kept.length > 1) return Promise.reject(new Error('full'));
      return Promise.resolve(personalWith({ count: 5, version: 2 }));
    },
  });
  const pixels = new Uint8Array(784).fill(3);
  expect(await state.keep(pixels, 4, 9)).toBe(true);
  expect(kept[0]).toEqual({
    images: pixels,
    labels: Uint8Array.of(4),
    answers: Uint8Array.of(9),
    times: Float64Array.of(1234),
  });
  expect(state.status?.count).toBe(5);
  expect(await state.keep(pixels, 4, 9)).toBe(false);
  expect(onError).toHaveBeenCalledOnce();
});

test('brings back a removed digit unchanged', async () => {
  const kept: PersonalDigits[] = [];
  const removed: string[] = [];
  const { state } = start({
    ...holding(() => setOf([7, 1, 4])),
    removeDigits: ({ ids }) => {
      removed.push(...ids);
      return Promise.resolve(personalWith({ count: 2, version: 2 }));
    },
    keepDigits: (digits) => {
      kept.push(digits);
      return Promise.resolve(personalWith({ count: 3, version: 3 }));
    },
  });
  state.look();
  await vi.waitUntil(() => state.set !== null);
  state.remove(1);
  await vi.waitUntil(() => state.removed !== null);
  expect(removed).toEqual(['0000000000000001']);
  state.undoRemove();
  await vi.waitUntil(() => kept.length === 1);
  expect(state.removed).toBeNull();
  expect(kept[0]).toMatchObject({ labels: Uint8Array.of(1), times: Float64Array.of(1) });
  expect(kept[0].images).toEqual(new Uint8Array(784).fill(1));
});

test('can retry bringing back a removed digit', async () => {
  let full = true;
  const { state, onError } = start({
    ...holding(() => setOf([7, 1])),
    removeDigits: () => Promise.resolve(personalWith({ count: 1, version: 2 })),
    keepDigits: () =>
      full ? Promise.reject(new Error('full')) : Promise.resolve(personalWith({ count: 2, version: 3 })),
  });
  state.look();
  await vi.waitUntil(() => state.set !== null);
  state.remove(1);
  await vi.waitUntil(() => state.removed !== null);
  state.undoRemove();
  expect(state.removed).toBeNull();
  await vi.waitUntil(() => onError.mock.calls.length === 1);
  await vi.waitUntil(() => state.removed !== null);
  full = false;
  state.undoRemove();
  await vi.waitUntil(() => state.status?.count === 2);
  expect(state.removed).toBeNull();
});

test('adds many digits in pieces and counts duplicates', async () => {
  const pieces: number[] = [];
  let count = 10;
  const { state } = start({
    getPersonal: () => Promise.resolve(personalWith({ count })),
    keepDigits: ({ labels }) => {
      pieces.push(labels.length);
      count += labels.length - 1;
      return Promise.resolve(personalWith({ count, version: pieces.length }));
    },
  });
  await vi.waitUntil(() => state.status !== null);
  expect(await state.add(new Uint8Array(2100 * 784), new Uint8Array(2100))).toEqual({ added: 2097, known: 3 });
  expect(pieces).toEqual([1000, 1000, 100]);
});
