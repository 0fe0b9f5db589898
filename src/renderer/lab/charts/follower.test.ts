import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createFollower } from './follower.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start(takesMs: number) {
  let running = 0;
  let most = 0;
  const begun: number[] = [];
  const answered = vi.fn();
  const failed = vi.fn();
  const ask = async () => {
    begun.push(Date.now());
    most = Math.max(most, ++running);
    await new Promise((resolve) => setTimeout(resolve, takesMs));
    running--;
    if (begun.length === 2) throw new Error('not now');
    return begun.length;
  };
  const follower = createFollower(ask, 500, { answered, failed });
  return { follower, begun, answered, failed, most: () => most };
}

test.each([
  [10, 500],
  [1_300, 5 * 1_300],
])(
  'sends one request at a time, however often it is refreshed: where an answer takes %i ms, every %i ms',
  async (ms, interval) => {
    const { follower, begun, most } = start(ms);
    for (let i = 0; i < 300; i++) {
      follower.refresh();
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(most()).toBe(1);
    for (let i = 1; i < begun.length; i++) expect(begun[i] - begun[i - 1]).toBeGreaterThanOrEqual(interval);
    expect(begun.length).toBeGreaterThanOrEqual(Math.floor(15_000 / interval));
  },
);

test('always asks after the last change, and survives a failure', async () => {
  const { follower, answered, failed } = start(10);
  follower.refresh();
  follower.refresh();
  await vi.advanceTimersByTimeAsync(600);
  expect(failed).toHaveBeenCalledOnce();
  follower.refresh();
  await vi.advanceTimersByTimeAsync(1_200);
  expect(answered).toHaveBeenLastCalledWith(3);
});

test('asks and reports nothing after it has been stopped', async () => {
  const { follower, begun, answered } = start(10);
  follower.refresh();
  follower.refresh();
  follower.stop();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(begun).toHaveLength(1);
  expect(answered).not.toHaveBeenCalled();
});
