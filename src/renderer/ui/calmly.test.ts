import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { calmly, calmMs } from './calmly.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('passes each value on at once without a preference for reduced motion', () => {
  const passed: number[] = [];
  const { receive } = calmly(
    (next: number) => passed.push(next),
    () => false,
  );
  for (const value of [1, 2, 3]) receive(value);
  expect(passed).toEqual([1, 2, 3]);
});

test('passes on one value a second with it, always the newest, and never loses the last', () => {
  const passed: number[] = [];
  const { receive } = calmly(
    (next: number) => passed.push(next),
    () => true,
  );
  for (let value = 0; value < 25; value++) {
    receive(value);
    vi.advanceTimersByTime(100);
  }
  expect(passed).toEqual([0, 9, 19]);
  vi.advanceTimersByTime(calmMs);
  expect(passed).toEqual([0, 9, 19, 24]);
  expect(vi.getTimerCount()).toBe(0);
});

test('drops a waiting value when something newer came another way', () => {
  const passed: number[] = [];
  const { receive, forget } = calmly(
    (next: number) => passed.push(next),
    () => true,
  );
  receive(1);
  receive(2);
  forget();
  vi.advanceTimersByTime(2 * calmMs);
  expect(passed).toEqual([1]);
});
