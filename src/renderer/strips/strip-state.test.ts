import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StripOrder } from '../../protocol/strips.ts';
import { ignoreEvents } from '../../protocol/testing/ignore-events.ts';
import { stripRaster } from '../../domain/strips/ink-strip.ts';
import { createEngineClient } from '../client/engine-client.ts';
import { type FakeEngine, startFakeEngine } from '../client/testing/fake-engine.ts';
import { stripReaderWith, stripReadingWith } from '../client/testing/strips.ts';
import { createDrawingState } from '../lab/pad/drawing-state.svelte.ts';
import { createStripState, readingPaceMs } from './strip-state.svelte.ts';

const onError = vi.fn();
let orders: StripOrder[];
let fake: FakeEngine;
/** Leaves the room: a reading may be due after the test. */
let leave: () => void = () => undefined;

function start() {
  const drawing = createDrawingState((callback) => {
    callback();
  }, stripRaster);
  const state = createStripState(onError, drawing);
  fake = startFakeEngine({
    makeStrip: ({ digits, seed }) =>
      Promise.resolve({ pixels: new Uint8Array(28 * 8).fill(seed), width: 8, labels: new Uint8Array(digits).fill(7) }),
    readStrip: (order) => {
      orders.push(order);
      return Promise.resolve(stripReadingWith({ tokens: [...order.forced, 7, 10] }));
    },
  });
  const client = createEngineClient(fake.port, { ...ignoreEvents, stripReader: state.receive, failure: onError });
  state.attach(client.ask);
  return state;
}

async function opened() {
  const state = start();
  leave = state.watch();
  await vi.waitFor(() => {
    expect(state.read).not.toBeNull();
  });
  return state;
}

beforeEach(() => {
  orders = [];
  onError.mockClear();
});
afterEach(() => {
  leave();
  fake.close();
  expect(onError).not.toHaveBeenCalled();
});

test('asks the engine for nothing before the room is opened, then reads a test strip', async () => {
  const state = start();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fake.asked).toEqual([]);
  state.watch();
  await vi.waitFor(() => {
    expect(state.read?.reading.tokens).toEqual([7, 10]);
  });
  expect(orders).toMatchObject([{ width: 8, forced: [] }]);
  expect(state.strip?.labels).toEqual(new Uint8Array(5).fill(7));
});

test('makes the decoder write another token at a place, keeps what stands before it, and undoes that', async () => {
  const state = await opened();
  state.force(0, 3);
  await vi.waitFor(() => {
    expect(state.read?.forced).toEqual([3]);
  });
  state.force(1, 9);
  await vi.waitFor(() => {
    expect(orders.at(-1)?.forced).toEqual([3, 9]);
  });
  state.release();
  state.release();
  expect(state.canRelease).toBe(false);
  await vi.waitFor(() => {
    expect(state.read?.forced).toEqual([]);
  });
});

test('forgets what was forced and lit with the strip', async () => {
  const state = await opened();
  state.force(0, 3);
  state.lit = { kind: 'step', at: 1 };
  state.showTest(2, 9);
  await vi.waitFor(() => {
    expect(state.read?.strip.pixels[0]).toBe(9);
  });
  expect([state.forced, state.lit]).toEqual([[], null]);
});

test('marks only the places that a person chose, not those before them that the decoder wrote', async () => {
  const state = await opened();
  state.force(1, 3);
  await vi.waitFor(() => {
    expect(state.read).toMatchObject({ forced: [7, 3], places: [1] });
  });
  state.force(2, 4);
  await vi.waitFor(() => {
    expect(state.read).toMatchObject({ forced: [7, 3, 4], places: [1, 2] });
  });
});

test('puts the test strip away while a drawing is asked for, and shows each again', async () => {
  const state = await opened();
  state.showDrawing();
  expect([state.source, state.strip, state.read]).toEqual(['drawn', null, null]);
  state.showTest(2, 9);
  await vi.waitFor(() => {
    expect(state.read?.strip.pixels[0]).toBe(9);
  });
  expect(state.source).toBe('test');
});

test('reads what is drawn, and says where the drawing is too long', async () => {
  const state = await opened();
  state.showDrawing();
  state.drawing.begin({ x: 100, y: 40, thickness: 1 }, false);
  state.drawing.extend([{ x: 100, y: 215, thickness: 1 }]);
  state.drawing.finish();
  flushSync();
  state.readDrawing();
  await vi.waitFor(() => {
    expect(state.read?.strip.labels).toBeNull();
  });
  expect(state.source).toBe('drawn');
  state.drawing.clear();
  state.drawing.begin({ x: 100, y: 140, thickness: 1 }, false);
  state.drawing.extend([{ x: 1600, y: 140, thickness: 1 }]);
  state.drawing.finish();
  state.readDrawing();
  expect(state.isTooLong).toBe(true);
  expect(state.strip).not.toBeNull();
});

test('reads again while the network learns, a few times a second', async () => {
  await opened();
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  try {
    for (const step of [10, 20, 30]) {
      fake.emit('stripReader', stripReaderWith({ training: true, origin: 'trained', step }));
    }
    await vi.waitFor(() => {
      expect(vi.getTimerCount()).toBe(1);
    });
    expect(orders.length).toBe(1);
    await vi.advanceTimersByTimeAsync(readingPaceMs);
  } finally {
    vi.useRealTimers();
  }
  await vi.waitFor(() => {
    expect(orders.length).toBe(2);
  });
});

test('lets another reader write what it reads itself', async () => {
  const state = await opened();
  state.force(0, 3);
  await vi.waitFor(() => {
    expect(state.read?.forced).toEqual([3]);
  });
  state.receive(stripReaderWith({ origin: 'untrained', step: 0, training: true }));
  expect(state.forced).toEqual([]);
  expect(state.canRelease).toBe(false);
});

test('reads with an own reader that is brought back, also where only its seed and step are others', async () => {
  const state = await opened();
  const status = stripReaderWith({ origin: 'trained', step: 10 });
  state.receive(status);
  state.force(0, 3);
  await vi.waitFor(() => {
    expect(state.read?.forced).toEqual([3]);
  });
  state.receive({ ...status, settings: { ...status.settings, seed: 2 } });
  await vi.waitFor(() => {
    expect(state.read?.forced).toEqual([]);
  });
});

test('makes the strip that was asked for while the room was closed', async () => {
  const state = start();
  leave = state.watch();
  await vi.waitFor(() => {
    expect(state.strip?.labels).toHaveLength(5);
  });
  leave();
  state.showTest(6, 2);
  state.watch();
  await vi.waitFor(() => {
    expect(state.strip?.labels).toHaveLength(6);
  });
  expect(state.strip?.pixels[0]).toBe(2);
});
