import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createMerger } from './merge.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('tells the first change at once, and those that follow together when the interval is over', () => {
  const tell = vi.fn();
  const merger = createMerger(100, tell);
  merger.changed();
  expect(tell).toHaveBeenCalledTimes(1);
  merger.changed();
  merger.changed();
  expect(tell).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(1000);
  expect(tell).toHaveBeenCalledTimes(2);
});

test('a steady stream is told once per interval', () => {
  const tell = vi.fn();
  const merger = createMerger(100, tell);
  for (let ms = 0; ms < 1000; ms += 10) {
    merger.changed();
    vi.advanceTimersByTime(10);
  }
  expect(tell.mock.calls.length).toBeGreaterThanOrEqual(10);
  expect(tell.mock.calls.length).toBeLessThanOrEqual(11);
});

test('flush tells what is pending, once', () => {
  const tell = vi.fn();
  const merger = createMerger(100, tell);
  merger.changed();
  merger.changed();
  merger.flush();
  merger.flush();
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(200);
  expect(tell).toHaveBeenCalledTimes(2);
});

test('another interval holds at once, also for what waits', () => {
  const tell = vi.fn();
  const merger = createMerger(1000, tell);
  merger.changed();
  merger.changed();
  merger.setInterval(100);
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(2);
  merger.setInterval(500);
  merger.changed();
  vi.advanceTimersByTime(400);
  expect(tell).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(100);
  expect(tell).toHaveBeenCalledTimes(3);
});
