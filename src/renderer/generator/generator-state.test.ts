import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { flushSync } from 'svelte';
import type { CompletionOrder } from '../../protocol/generator.ts';
import { createDrawingState } from '../lab/pad/drawing-state.svelte.ts';
import { createEngineClient } from '../client/engine-client.ts';
import { createGeneratorState } from './generator-state.svelte.ts';
import { completionOf, type FakeEngine, generatorWith, startFakeEngine } from '../client/testing/fake-engine.ts';
import { ignoreEvents } from '../../protocol/testing/ignore-events.ts';

const onError = vi.fn();
let orders: CompletionOrder[];
let fake: FakeEngine;

function start() {
  const state = createGeneratorState(
    onError,
    createDrawingState((callback) => {
      callback();
    }),
  );
  fake = startFakeEngine({
    getTestDigit: ({ index }) => Promise.resolve({ pixels: new Uint8Array(784).fill(index), label: 7 }),
    complete: (order) => {
      orders.push(order);
      return Promise.resolve(completionOf(order.pixels, order.count));
    },
  });
  const client = createEngineClient(fake.port, { ...ignoreEvents, generator: state.receive, failure: onError });
  return { state, client };
}

beforeEach(() => {
  orders = [];
  onError.mockClear();
});
afterEach(() => {
  fake.close();
  expect(onError).not.toHaveBeenCalled();
});

test('asks the engine for nothing before the room is opened', async () => {
  const { state, client } = start();
  state.attach(client.ask);
  state.givenRows = 3;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(fake.asked).toEqual([]);
  const leave = state.watch();
  await vi.waitFor(() => {
    expect(state.drawn?.order).toMatchObject({ givenRows: 3, count: 9, pixels: new Uint8Array(784) });
  });
  expect(state.status).toEqual(generatorWith());
  leave();
  state.drawAgain();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(orders.length).toBe(1);
});

test('completes the newest choice and skips those it replaced', async () => {
  const { state, client } = start();
  state.attach(client.ask);
  state.watch();
  await vi.waitFor(() => {
    expect(state.drawn).not.toBeNull();
  });
  for (const given of [1, 2, 3, 4, 5, 40]) state.givenRows = given;
  expect(state.givenRows).toBe(28);
  await vi.waitFor(() => {
    expect(state.drawn?.order.givenRows).toBe(28);
  });
  expect(orders.length).toBe(3);
});

test('draws the same completions in several windows where they are compared', async () => {
  const { state, client } = start();
  state.attach(client.ask);
  state.watch();
  await vi.waitFor(() => {
    expect(state.drawn).not.toBeNull();
  });
  state.window = 4;
  state.comparesWindows = true;
  await vi.waitFor(() => {
    expect(state.byWindow.map(({ order }) => order.window)).toEqual([1, 4, 27]);
  });
  expect(new Set(state.byWindow.map(({ order }) => order.seed)).size).toBe(1);
  // The one in the chosen window is not drawn twice.
  expect(state.byWindow[1]).toBe(state.drawn);
  const asked = orders.length;
  state.comparesWindows = false;
  expect(state.byWindow).toEqual([]);
  await vi.waitFor(() => {
    expect(orders.length).toBe(asked + 1);
  });
});

test('draws again with other random numbers and the same rows', async () => {
  const { state, client } = start();
  state.attach(client.ask);
  state.watch();
  await vi.waitFor(() => {
    expect(orders.length).toBe(1);
  });
  state.drawAgain();
  await vi.waitFor(() => {
    expect(orders.length).toBe(2);
  });
  expect(orders[1]).toEqual({ ...orders[0], seed: orders[0].seed + 1 });
});

test('replaces a test digit by a drawing, and a drawing by a test digit', async () => {
  const { state, client } = start();
  state.attach(client.ask);
  state.watch();
  state.showTestDigit(9);
  await vi.waitFor(() => {
    expect(state.drawn?.order.pixels[0]).toBe(9);
  });
  state.drawing.begin({ x: 140, y: 45, thickness: 1 }, false);
  state.drawing.finish();
  flushSync();
  state.showDrawing();
  expect(state.testIndex).toBeNull();
  expect(state.pixels?.[4 * 28 + 14]).toBe(255);
  expect(state.pixels?.[20 * 28 + 14]).toBe(0);
  state.showTestDigit(4);
  expect(state.drawing.strokes).toEqual([]);
  await vi.waitFor(() => {
    expect(state.drawn?.order.pixels[0]).toBe(4);
  });
});

test('draws completions again after each measurement while the network learns', async () => {
  const { state, client } = start();
  state.attach(client.ask);
  state.watch();
  await vi.waitFor(() => {
    expect(orders.length).toBe(1);
  });
  const loss = { epoch: 0.1, trainLoss: 200, testLoss: 190 };
  fake.emit('generator', generatorWith({ training: true, origin: 'trained', losses: [] }));
  fake.emit('generator', generatorWith({ training: true, origin: 'trained', losses: [], step: 20 }));
  fake.emit('generator', generatorWith({ training: true, origin: 'trained', losses: [loss], step: 47 }));
  await vi.waitFor(() => {
    expect(state.status?.losses).toEqual([loss]);
  });
  await vi.waitFor(() => {
    expect(orders.length).toBe(3);
  });
});

test('draws ten of a label from no row, in the chosen window, and no label that the network does not know', async () => {
  const { state, client } = start();
  state.attach(client.ask);
  state.watch();
  await vi.waitFor(() => {
    expect(orders[0]).toMatchObject({ window: 27, label: null });
  });
  state.window = 4;
  state.drawLabel(3);
  await vi.waitFor(() => {
    expect(orders.at(-1)).toMatchObject({ window: 4, label: 3, givenRows: 0, count: 10 });
  });
  fake.emit('generator', generatorWith({ labels: 0, units: 32 }));
  await vi.waitFor(() => {
    expect(orders.at(-1)).toMatchObject({ window: 4, label: null });
  });
});
