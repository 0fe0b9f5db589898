import { expect, test, vi } from 'vitest';
import { runWith } from './testing/runs.ts';
import { createComparisonState } from './comparison-state.svelte.ts';
import { createEngineClient } from '../client/engine-client.ts';
import { ignoreEvents } from '../../protocol/testing/ignore-events.ts';
import { startFakeEngine } from '../client/testing/fake-engine.ts';

const ask = () => vi.fn().mockResolvedValue({ runs: [], newer: 0, running: false });
const three = [runWith({ id: 1 }), runWith({ id: 2 }), runWith({ id: 3 })];
const shownIds = (state: ReturnType<typeof createComparisonState>) => state.shown.map(({ id }) => id);

test('shows runs until they are hidden', () => {
  const state = createComparisonState(vi.fn());
  state.receive({ runs: three, newer: 0, running: true });
  expect(state.running).toBe(true);
  state.setShown(2, false);
  expect(shownIds(state)).toEqual([1, 3]);
  state.showOnly([2]);
  expect(shownIds(state)).toEqual([2]);
  state.setShown(3, true);
  expect(shownIds(state)).toEqual([2, 3]);
});

test('shows an experiment alone and hides earlier runs', () => {
  const state = createComparisonState(vi.fn());
  const engine = ask();
  state.attach(engine);
  state.receive({ runs: three, newer: 0, running: false });
  state.start('order');
  state.receive({ runs: [...three, runWith({ id: 4 })], newer: 0, running: true });
  expect(shownIds(state)).toEqual([4]);
  expect(state.latest).toBe('order');
  expect(engine).toHaveBeenCalledWith('compare', { experiment: 'order' });
});

test('shows results again when their replacements fail', () => {
  const results = [1, 2].map((id) => runWith({ id, experiment: 'order' }));
  const again = [1, 2].map((id) =>
    runWith({ id: 2 + id, experiment: 'order', state: 'running', step: 3, replaces: [id] }),
  );
  const ends = [
    (state: ReturnType<typeof createComparisonState>) => {
      state.receive({ runs: results, newer: 0, running: false });
    },
    (state: ReturnType<typeof createComparisonState>) => {
      state.detach();
    },
  ];
  for (const end of ends) {
    const state = createComparisonState(vi.fn());
    state.receive({ runs: results, newer: 0, running: false });
    state.start('order');
    state.receive({ runs: [...results, ...again], newer: 0, running: true });
    expect(shownIds(state)).toEqual([3, 4]);
    end(state);
    expect(shownIds(state)).toEqual([1, 2]);
  }
});

test('marks started runs as stopped and drops queued ones when the engine goes away', () => {
  const state = createComparisonState(vi.fn());
  const waiting = runWith({ id: 3, state: 'waiting', step: 0 });
  state.receive({ runs: [runWith({ id: 1 }), runWith({ id: 2, state: 'running' }), waiting], newer: 0, running: true });
  state.detach();
  expect(state.runs.map(({ id, state: end }) => [id, end])).toEqual([
    [1, 'done'],
    [2, 'stopped'],
  ]);
  expect(state.running).toBe(false);
});

test('shows the results of one experiment alone, without those on other data', () => {
  const state = createComparisonState(vi.fn());
  const other = { ...runWith({ id: 3, experiment: 'order' }), dataSet: { ...runWith().dataSet, id: 'other' } };
  state.receive({
    runs: [runWith({ id: 1 }), runWith({ id: 2, experiment: 'order' }), other],
    newer: 0,
    running: false,
  });
  const results = state.resultsOf('order', 'mnist');
  expect(results.map(({ id }) => id)).toEqual([2]);
  state.showResults('order', results);
  expect(shownIds(state)).toEqual([2]);
  expect(state.latest).toBe('order');
  expect(state.resultsOf('order', null)).toEqual([]);
});

test('shows all runs of a new engine', async () => {
  const state = createComparisonState(vi.fn());
  state.receive({ runs: three, newer: 0, running: true });
  state.showOnly([]);
  state.attach(vi.fn().mockResolvedValue({ runs: [runWith({ id: 1 })], newer: 0, running: false }));
  await vi.waitFor(() => {
    expect(state.running).toBe(false);
  });
  expect(shownIds(state)).toEqual([1]);
});

test('reports why something failed', async () => {
  const onError = vi.fn();
  const state = createComparisonState(onError);
  const reason = new Error('full');
  state.attach(vi.fn().mockRejectedValue(reason));
  expect(await state.trace(1, { kind: 'test', index: 0 })).toBeNull();
  expect(onError).toHaveBeenCalledWith(reason);
});

test('carries runs over the port unchanged, and rejects curves of different lengths', async () => {
  const engine = startFakeEngine();
  const heard = vi.fn();
  const failure = vi.fn();
  createEngineClient(engine.port, {
    ...ignoreEvents,
    comparison: heard,
    failure,
  });
  const comparison = { runs: three, newer: 0, running: false };
  engine.emit('comparison', comparison);
  await vi.waitFor(() => {
    expect(heard).toHaveBeenCalledWith(comparison);
  });
  const curves = { ...three[0].curves, loss: new Float32Array(1) };
  engine.emit('comparison', { runs: [{ ...three[0], curves }], newer: 0, running: false });
  await vi.waitFor(() => {
    expect(failure).toHaveBeenCalled();
  });
  engine.close();
});
