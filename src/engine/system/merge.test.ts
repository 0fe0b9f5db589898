import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMerger } from './merge.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('emits the first change at once, and later ones together when the interval ends', () => {
  const emit = vi.fn();
  const merger = createMerger(100, emit);
  merger.changed();
  expect(emit).toHaveBeenCalledTimes(1);
  merger.changed();
  merger.changed();
  expect(emit).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(emit).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(emit).toHaveBeenCalledTimes(2);
});

test('emits a steady stream once per interval', () => {
  const emit = vi.fn();
  const merger = createMerger(100, emit);
  for (let ms = 0; ms < 1000; ms += 10) {
    merger.changed();
    vi.advanceTimersByTime(10);
  }
  expect(emit.mock.calls.length).toBeGreaterThanOrEqual(10);
  expect(emit.mock.calls.length).toBeLessThanOrEqual(11);
});

test('flush emits pending changes once', () => {
  const emit = vi.fn();
  const merger = createMerger(100, emit);
  merger.changed();
  merger.changed();
  merger.flush();
  merger.flush();
  expect(emit).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(200);
  expect(emit).toHaveBeenCalledTimes(2);
});

test('a new interval applies at once, also to pending changes', () => {
  const emit = vi.fn();
  const merger = createMerger(1000, emit);
  merger.changed();
  merger.changed();
  merger.setInterval(100);
  vi.advanceTimersByTime(100);
  expect(emit).toHaveBeenCalledTimes(2);
  merger.setInterval(500);
  merger.changed();
  vi.advanceTimersByTime(400);
  expect(emit).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(100);
  expect(emit).toHaveBeenCalledTimes(3);
});
