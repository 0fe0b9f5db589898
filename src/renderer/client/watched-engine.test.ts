import { expect, test, vi } from 'vitest';
import type { EngineClient } from './engine-client.ts';
import { createWatchedEngine } from './watched-engine.ts';

function setUp() {
  const [onError, refresh] = [vi.fn(), vi.fn(() => Promise.resolve())];
  const ask = vi.fn() as unknown as EngineClient['ask'];
  return { onError, refresh, ask, engine: createWatchedEngine(onError, refresh) };
}

test('asks only while somebody watches, and a new engine again', () => {
  const { engine, refresh, ask } = setUp();
  engine.attach(ask);
  expect(engine.watched()).toBeNull();
  expect(refresh).not.toHaveBeenCalled();
  const leave = engine.watch();
  expect(engine.watched()).toBe(ask);
  expect(refresh).toHaveBeenCalledTimes(1);
  engine.attach(ask);
  expect(refresh).toHaveBeenCalledTimes(2);
  leave();
  expect(engine.watched()).toBeNull();
});

test('reports what failed, and asks nothing without an engine', async () => {
  const { engine, onError, ask } = setUp();
  const work = vi.fn(() => Promise.reject(new Error('broken')));
  engine.attempt(work);
  expect(work).not.toHaveBeenCalled();
  engine.attach(ask);
  engine.attempt(work);
  await vi.waitFor(() => {
    expect(onError).toHaveBeenCalledWith(new Error('broken'));
  });
});
