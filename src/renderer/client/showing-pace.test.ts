import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createShowingPace, paceFor } from './showing-pace.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A page whose frames take `frameMs`. */
function start(frameMs: () => number) {
  const asked: number[] = [];
  const frames: (() => void)[] = [];
  const pace = createShowingPace((began, ended) => {
    frames.push(() => {
      began();
      vi.advanceTimersByTime(frameMs());
      ended();
    });
  });
  pace.attach((everyMs) => asked.push(everyMs));
  return {
    pace,
    asked,
    show: async (times: number) => {
      for (let time = 0; time < times; time++) {
        pace.showing(() => undefined);
        await Promise.resolve();
        // Waiting for the frame is not counted as work.
        vi.advanceTimersByTime(500);
        for (const paint of frames.splice(0)) paint();
      }
    },
  };
}

test('keeps showing within its share: dearer news come less often, down to once a second', () => {
  for (const cost of [5, 8, 12]) expect(cost / paceFor(cost)).toBeLessThan(0.025);
  expect(paceFor(0.5)).toBe(100);
  expect(paceFor(200)).toBe(1_000);
});

test('asks for a slower pace where painting takes long, and again for a faster one', async () => {
  let frameMs = 10;
  const { asked, show } = start(() => frameMs);
  await show(8);
  expect(asked.at(-1)).toBe(paceFor(10));
  frameMs = 1;
  await show(8);
  expect(asked.at(-1)).toBe(100);
});

test('ignores a few frames that waited for a core, and sends nothing', async () => {
  let frameMs = 10;
  const { asked, show } = start(() => frameMs);
  await show(8);
  const messages = asked.length;
  frameMs = 80;
  await show(2);
  expect(asked).toHaveLength(messages);
});

test('asks for news once a second in a hidden page, measures nothing, and restores the pace afterwards', async () => {
  const { pace, asked, show } = start(() => 10);
  await show(8);
  pace.watched = false;
  expect(asked.at(-1)).toBe(1_000);
  await show(8);
  pace.watched = true;
  expect(asked.at(-1)).toBe(paceFor(10));
});

test('tells a restarted engine the pace', () => {
  const { pace, asked } = start(() => 1);
  pace.watched = false;
  const next: number[] = [];
  pace.attach((everyMs) => next.push(everyMs));
  expect(next).toEqual([1_000]);
  expect(asked.at(-1)).toBe(1_000);
});
