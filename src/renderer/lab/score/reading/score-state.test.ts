import { expect, test, vi } from 'vitest';
import type { DigitSource, Trace } from '../../../../protocol/trace.ts';
import { createScoreState } from './score-state.svelte.ts';
import { traceAnswering } from '../../../client/testing/fake-engine.ts';
import type { EngineClient } from '../../../client/engine-client.ts';

const drawing = (ink: number): DigitSource => ({ kind: 'drawing', pixels: new Uint8Array(784).fill(ink) });
const traceOf = (source: DigitSource) => traceAnswering([7], source);

/** An engine whose answers wait until the test lets them go. */
function heldEngine() {
  const waiting: { source: DigitSource | null; answer: (trace: Trace | null) => void; fail: (why: Error) => void }[] =
    [];
  const ask = ((_name: 'pin', { source }: { source: DigitSource | null }) =>
    new Promise<Trace | null>((answer, fail) => waiting.push({ source, answer, fail }))) as EngineClient['ask'];
  return { ask, waiting };
}

test('a test digit is shown from the start, as soon as an engine is there', async () => {
  const { ask, waiting } = heldEngine();
  const state = createScoreState(vi.fn());
  state.attach(ask);
  expect(waiting[0]?.source).toEqual({ kind: 'test', index: 0 });
  waiting[0]?.answer(traceOf({ kind: 'test', index: 0 }));
  await vi.waitFor(() => {
    expect(state.trace?.source).toEqual({ kind: 'test', index: 0 });
  });
});

test('while one drawing is being read, only the newest of the later ones is asked for', async () => {
  const { ask, waiting } = heldEngine();
  const state = createScoreState(vi.fn());
  state.attach(ask);
  state.show(drawing(1));
  state.show(drawing(2));
  state.show(drawing(3));
  expect(waiting).toHaveLength(1);
  waiting[0]?.answer(traceOf({ kind: 'test', index: 0 }));
  await vi.waitFor(() => {
    expect(waiting).toHaveLength(2);
  });
  expect(state.trace?.source).toEqual({ kind: 'test', index: 0 });
  expect(waiting[1]?.source).toEqual(drawing(3));
  waiting[1]?.answer(traceOf(drawing(3)));
  await vi.waitFor(() => {
    expect(state.trace?.source).toEqual(drawing(3));
  });
});

test('with nothing to show the score is empty at once', () => {
  const state = createScoreState(vi.fn());
  state.receive(traceOf({ kind: 'test', index: 0 }));
  expect(state.trace).not.toBeNull();
  state.show(null);
  expect(state.trace).toBeNull();
});

test('an answer that comes after everything was wiped away is dropped', async () => {
  const { ask, waiting } = heldEngine();
  const state = createScoreState(vi.fn());
  state.attach(ask);
  state.show(null);
  waiting[0]?.answer(traceOf({ kind: 'test', index: 0 }));
  await vi.waitFor(() => {
    expect(waiting).toHaveLength(2);
  });
  expect(waiting[1]?.source).toBeNull();
  expect(state.trace).toBeNull();
});

test('a repaint of something no longer shown is dropped', () => {
  const state = createScoreState(vi.fn());
  state.show(drawing(3));
  state.receive(traceOf(drawing(2)));
  state.receive(traceOf({ kind: 'test', index: 0 }));
  expect(state.trace).toBeNull();
  state.receive(traceOf(drawing(3)));
  expect(state.trace).not.toBeNull();
});

test('why a digit cannot be shown is told, and the next choice still works', async () => {
  const { ask, waiting } = heldEngine();
  const onError = vi.fn();
  const state = createScoreState(onError);
  state.attach(ask);
  const reason = new Error('no such digit');
  waiting[0]?.fail(reason);
  await vi.waitFor(() => {
    expect(onError).toHaveBeenCalledWith(reason);
  });
  state.show(drawing(1));
  await vi.waitFor(() => {
    expect(waiting).toHaveLength(2);
  });
});

test('the row is the last one until another is chosen, and stays on what was read', () => {
  const state = createScoreState(vi.fn());
  expect(state.row).toBe(27);
  state.row = 99;
  expect(state.row).toBe(27);
  state.row = -1;
  expect(state.row).toBe(0);
  state.receive({ ...traceOf({ kind: 'test', index: 0 }), firstStep: 21 });
  expect([state.row, state.firstRow]).toEqual([21, 21]);
});

test('a reading in more steps is looked at from its end, whichever row was chosen before', () => {
  const state = createScoreState(vi.fn());
  state.receive(traceOf({ kind: 'test', index: 0 }));
  for (const row of [27, 4]) {
    state.row = row;
    state.receive({ ...traceOf({ kind: 'test', index: 0 }), steps: 784 });
    expect(state.row).toBe(783);
    state.receive(traceOf({ kind: 'test', index: 0 }));
    expect(state.row).toBe(27);
  }
});

test('a row that was asked for with a digit is looked at once it is read, though another reading took other steps', async () => {
  const { ask, waiting } = heldEngine();
  const state = createScoreState(vi.fn());
  state.receive({ ...traceOf({ kind: 'test', index: 0 }), steps: 784 });
  state.attach(ask);
  state.show({ kind: 'test', index: 3 }, 8);
  expect(state.row).toBe(783);
  waiting[0]?.answer(null);
  await vi.waitFor(() => {
    expect(waiting).toHaveLength(2);
  });
  waiting[1]?.answer(traceOf({ kind: 'test', index: 3 }));
  await vi.waitFor(() => {
    expect(state.row).toBe(8);
  });
});

test('the digit is read in another order when asked, and repaints in the former order are dropped', async () => {
  const asked: unknown[] = [];
  const ask = ((_name: 'pin', params: { source: DigitSource }) => {
    asked.push(params);
    return Promise.resolve({ ...traceOf(params.source), order: 'columns' });
  }) as EngineClient['ask'];
  const state = createScoreState(vi.fn());
  state.attach(ask);
  state.readIn('columns');
  await vi.waitFor(() => {
    expect(asked).toEqual([{ source: state.source }, { source: state.source, order: 'columns' }]);
  });
  await vi.waitFor(() => {
    expect(state.trace?.order).toBe('columns');
  });
  state.receive(traceOf({ kind: 'test', index: 0 }));
  expect([state.trace?.order, state.order]).toEqual(['columns', 'columns']);
});

test('while nobody looks nothing is pinned and what was read stays; then the newest choice is asked for', async () => {
  const { ask, waiting } = heldEngine();
  const state = createScoreState(vi.fn());
  state.attach(ask);
  waiting[0]?.answer(traceOf({ kind: 'test', index: 0 }));
  await vi.waitFor(() => {
    expect(state.trace).not.toBeNull();
  });
  state.watched = false;
  state.show({ kind: 'test', index: 5 });
  state.watched = true;
  // Of what nobody looked at only the first word was said; its answer comes late.
  expect(waiting[1]?.source).toBeNull();
  waiting[1]?.answer(null);
  await vi.waitFor(() => {
    expect(waiting[2]?.source).toEqual({ kind: 'test', index: 5 });
  });
  expect(state.trace?.source).toEqual({ kind: 'test', index: 0 });
});

test('the saliency is asked for only while it is shown', async () => {
  const ask = vi.fn().mockResolvedValue(null);
  const state = createScoreState(vi.fn());
  state.attach(ask);
  expect(ask).toHaveBeenLastCalledWith('pin', { source: { kind: 'test', index: 0 } });
  await vi.waitFor(() => {
    state.saliency = true;
    expect(ask).toHaveBeenLastCalledWith('pin', { source: { kind: 'test', index: 0 }, saliency: true });
  });
});
