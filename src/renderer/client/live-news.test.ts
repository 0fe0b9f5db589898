import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLiveNews } from './live-news.ts';
import { createShowingPace } from './showing-pace.ts';
import { idleRun, traceAnswering } from './testing/fake-engine.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

function start() {
  const shown: string[] = [];
  const panels = {
    trace: () => shown.push('trace'),
    run: () => shown.push('run'),
    history: () => shown.push('history'),
  };
  const news = createLiveNews(panels, () => undefined, createShowingPace(null));
  return {
    news,
    shown,
    /** Emits news as the engine does. */
    tell: (step: number) => {
      news.steps();
      news.run({ ...idleRun, step });
      news.trace(traceAnswering([7]));
    },
    /** How often each callback ran since the last count. */
    counts: () => {
      const since = shown.splice(0);
      const of = (name: string) => since.filter((each) => each === name).length;
      return { trace: of('trace'), run: of('run'), history: of('history') };
    },
  };
}

test('shows a burst of messages once, after the last of them', () => {
  const { tell, shown } = start();
  tell(1);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(0);
  expect(shown).toEqual(['trace', 'run', 'history']);
});

test('shows every picture, but numbers at most four times a second', () => {
  const { tell, counts } = start();
  for (let step = 1; step <= 100; step++) {
    tell(step);
    vi.advanceTimersByTime(100);
  }
  const { trace, run, history } = counts();
  expect(trace).toBe(100);
  expect(run).toBeLessThanOrEqual(40);
  expect(run).toBeGreaterThanOrEqual(20);
  expect(history).toBe(run);
});

test('shows the last numbers when nothing follows them', () => {
  const { tell, counts } = start();
  tell(1);
  vi.advanceTimersByTime(50);
  tell(2);
  vi.advanceTimersByTime(50);
  expect(counts()).toEqual({ trace: 2, run: 1, history: 1 });
  vi.advanceTimersByTime(1_000);
  expect(counts()).toEqual({ trace: 0, run: 1, history: 1 });
  vi.advanceTimersByTime(10_000);
  expect(counts()).toEqual({ trace: 0, run: 0, history: 0 });
});

test('drops waiting news of the run when a status arrives, and updates the history at once', () => {
  const { tell, news, counts } = start();
  tell(1);
  vi.advanceTimersByTime(50);
  tell(2);
  news.outrun();
  vi.advanceTimersByTime(0);
  expect(counts()).toEqual({ trace: 2, run: 1, history: 2 });
});

test('paints nothing in a hidden page, and everything as soon as it is visible', () => {
  const { tell, news, counts } = start();
  news.watched = false;
  for (let step = 1; step <= 5; step++) {
    tell(step);
    vi.advanceTimersByTime(1_000);
  }
  expect(counts()).toEqual({ trace: 0, run: 5, history: 0 });
  news.watched = true;
  vi.advanceTimersByTime(0);
  expect(counts()).toEqual({ trace: 0, run: 0, history: 1 });
});
