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
    /** As the engine tells it each time. */
    tell: (step: number) => {
      news.steps();
      news.run({ ...idleRun, step });
      news.trace(traceAnswering([7]));
    },
    /** What has been shown since the last call, how often. */
    counts: () => {
      const since = shown.splice(0);
      const of = (name: string) => since.filter((each) => each === name).length;
      return { trace: of('trace'), run: of('run'), history: of('history') };
    },
  };
}

test('what is told in one go is shown in one go, after the last message of it', () => {
  const { tell, shown } = start();
  tell(1);
  expect(shown).toEqual([]);
  vi.advanceTimersByTime(0);
  expect(shown).toEqual(['trace', 'run', 'history']);
});

test('of ten tellings a second each picture is shown, and numbers at most four times', () => {
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

test('the last numbers are shown though nothing follows them', () => {
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

test('a status puts away what waits of the run, and brings the history at once', () => {
  const { tell, news, counts } = start();
  tell(1);
  vi.advanceTimersByTime(50);
  tell(2);
  news.outrun();
  vi.advanceTimersByTime(0);
  expect(counts()).toEqual({ trace: 2, run: 1, history: 2 });
});

test('where nobody looks no picture and no curve is shown, and both as soon as somebody does', () => {
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
