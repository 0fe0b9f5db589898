import { beforeEach, expect, test, vi } from 'vitest';
import { chapters } from './chapters.ts';
import { createFirstMinute } from './first-minute.svelte.ts';

vi.mock('svelte/motion', () => ({ prefersReducedMotion: { current: false } }));

const storage = new Map<string, string>();

function start() {
  const score = { row: 27, firstRow: 0, lastRow: 27, trace: null };
  const pad = { showTestDigit: vi.fn(), showDrawing: vi.fn() };
  const run = { retrain: vi.fn() };
  return { score, pad, run, story: createFirstMinute({ score, pad, run }) };
}

beforeEach(() => {
  storage.clear();
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => storage.get(name) ?? null,
    setItem: (name: string, value: string) => void storage.set(name, value),
  });
  vi.useFakeTimers();
});

test('begins by itself at the very first start alone', () => {
  const { story } = start();
  story.meet(true);
  expect(story.chapter).toBe('digit');
  story.close();
  story.meet(true);
  expect(story.chapter).toBeNull();

  const again = start().story;
  again.meet(true);
  expect(again.chapter).toBeNull();
  again.open();
  expect(again.chapter).toBe('digit');
});

test('does not begin over a network of one’s own', () => {
  const { story } = start();
  story.meet(false);
  expect(story.chapter).toBeNull();
});

test('is told in order, forwards and backwards, and ends after its last chapter', () => {
  const { story } = start();
  story.open();
  for (const chapter of chapters) {
    expect(story.chapter).toBe(chapter);
    story.next();
  }
  expect(story.chapter).toBeNull();
  story.open();
  story.back();
  expect(story.chapter).toBe('digit');
  story.next();
  story.back();
  expect(story.chapter).toBe('digit');
});

test('plays the rows from the first to the last, and leaves the scan line to a person who moves it', () => {
  const { score, story } = start();
  story.open();
  story.next();
  expect(score.row).toBe(0);
  vi.advanceTimersByTime(1000);
  expect(score.row).toBeGreaterThan(4);
  story.watch();
  score.row = 20;
  story.watch();
  vi.advanceTimersByTime(1000);
  expect(score.row).toBe(20);
  story.back();
  story.next();
  vi.advanceTimersByTime(10_000);
  expect(score.row).toBe(27);
});

test('empties the pad for a drawing, and trains the small network', () => {
  const { pad, run, story } = start();
  story.open();
  expect(pad.showTestDigit).toHaveBeenLastCalledWith(0);
  while (story.chapter !== 'draw') story.next();
  expect(pad.showDrawing).toHaveBeenCalledOnce();
  story.next();
  story.train();
  expect(run.retrain).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ units: 32, targetAccuracy: 0.97 }));
});
