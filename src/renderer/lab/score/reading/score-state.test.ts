import { expect, test, vi } from 'vitest';
import type { DigitSource, Trace } from '../../../../protocol/trace.ts';
import { createScoreState } from './score-state.svelte.ts';
import { traceAnswering } from '../../../client/testing/fake-engine.ts';
import type { EngineClient } from '../../../client/engine-client.ts';

const drawing = (ink: number): DigitSource => ({ kind: 'drawing', pixels: new Uint8Array(784).fill(ink) });
const traceOf = (source: DigitSource) => traceAnswering([7], source);

/** An engine whose answers wait until the test releases them. */
function heldEngine() {
  const waiting: { source: DigitSource | null; answer: (trace: Trace | null) => void; fail: (why: Error) => void }[] =
    [];
  const ask = ((_name: 'pin', { source }: { source: DigitSource | null }) =>
    new Promise<Trace | null>((answer, fail) => waiting.push({ source, answer, fail }))) as EngineClient['ask'];
  return { ask, waiting };
}

test('shows a test digit from the start, as soon as an engine is connected', async () => {
  const { ask, waiting } = heldEngine();
  const state = createScoreState(vi.fn());
  state.attach(ask);
  expect(waiting[0]?.source).toEqual({ kind: 'test', index: 0 });
  waiting[0]?.answer(traceOf({ kind: 'test', index: 0 }));
  await vi.waitFor(() => {
    expect(state.trace?.source).toEqual({ kind: 'test', index: 0 });
  });
});

test('asks only for the newest of later drawings while one is being read', async () => {
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

test('is empty at once when there is nothing to show', () => {
  const state = createScoreState(vi.fn());
  state.receive(traceOf({ kind: 'test', index: 0 }));
  expect(state.trace).not.toBeNull();
  state.show(null);
  expect(state.trace).toBeNull();
});

test('drops an answer that comes after everything was cleared', async () => {
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

test('drops a repaint of something no longer shown', () => {
  const state = createScoreState(vi.fn());
  state.show(drawing(3));
  state.receive(traceOf(drawing(2)));
  state.receive(traceOf({ kind: 'test', index: 0 }));
  expect(state.trace).toBeNull();
  state.receive(traceOf(drawing(3)));
  expect(state.trace).not.toBeNull();
});

test('reports why a digit cannot be shown, and still takes the next choice', async () => {
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

test('stays at the last row until another is chosen, and within what was read', () => {
  const state = createScoreState(vi.fn());
  expect(state.row).toBe(27);
  state.row = 99;
  expect(state.row).toBe(27);
  state.row = -1;
  expect(state.row).toBe(0);
  state.receive({ ...traceOf({ kind: 'test', index: 0 }), firstStep: 21 });
  expect([state.row, state.firstRow]).toEqual([21, 21]);
});

test('starts at the end of a reading with more steps, whichever row was chosen before', () => {
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

test('goes to a row requested with a digit once it is read, even if another reading took other steps', async () => {
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

test('reads the digit in another order and drops repaints in the former order', async () => {
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

test('pins nothing and keeps the reading while hidden, then asks for the newest choice', async () => {
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
  // Only the request was sent before the score was hidden; its answer comes late.
  expect(waiting[1]?.source).toBeNull();
  waiting[1]?.answer(null);
  await vi.waitFor(() => {
    expect(waiting[2]?.source).toEqual({ kind: 'test', index: 5 });
  });
  expect(state.trace?.source).toEqual({ kind: 'test', index: 0 });
});

test('asks for saliency only while it is shown', async () => {
  const ask = vi.fn().mockResolvedValue(null);
  const state = createScoreState(vi.fn());
  state.attach(ask);
  expect(ask).toHaveBeenLastCalledWith('pin', { source: { kind: 'test', index: 0 } });
  await vi.waitFor(() => {
    state.saliency = true;
    expect(ask).toHaveBeenLastCalledWith('pin', { source: { kind: 'test', index: 0 }, saliency: true });
  });
});
