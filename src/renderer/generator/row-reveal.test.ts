import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rowReveal, rowsPerSecond } from './row-reveal.svelte.ts';

const rowTime = 1000 / rowsPerSecond;

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('reveals rows one after the other and keeps them', () => {
  const reveal = rowReveal(28);
  expect(reveal.rows).toBe(28);
  reveal.start(25);
  expect(reveal.rows).toBe(25);
  vi.advanceTimersByTime(rowTime * 2);
  expect(reveal.rows).toBe(27);
  vi.advanceTimersByTime(rowTime * 50);
  expect(reveal.rows).toBe(28);
  expect(vi.getTimerCount()).toBe(0);
});

test('starts over on a new start, and shows everything at the end', () => {
  const reveal = rowReveal(28);
  reveal.start(10);
  vi.advanceTimersByTime(rowTime * 3);
  reveal.start(4);
  vi.advanceTimersByTime(rowTime);
  expect(reveal.rows).toBe(5);
  reveal.finish();
  expect(reveal.rows).toBe(28);
  expect(vi.getTimerCount()).toBe(0);
});
