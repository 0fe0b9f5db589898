import { expect, test } from 'vitest';
import { limits } from '../../../../domain/limits/limits.ts';
import { filmDelays, filmFrames } from './film-plan.ts';

test('shows each of 28 rows, and of a memory window only what is read', () => {
  expect(filmFrames(0, 27)).toEqual(Array.from({ length: 28 }, (_, row) => row));
  expect(filmFrames(21, 27)).toEqual([21, 22, 23, 24, 25, 26, 27]);
  expect(filmFrames(5, 5)).toEqual([5]);
});

test('skips evenly through more steps than a film may have, and ends with the last', () => {
  const frames = filmFrames(0, 783);
  expect(frames.length).toBeLessThanOrEqual(limits.maxFilmFrames);
  expect(frames.length).toBeGreaterThan(limits.maxFilmFrames / 2);
  expect(frames.at(-1)).toBe(783);
  expect(new Set(frames.slice(1).map((frame, index) => frame - frames[index])).size).toBe(1);
  expect(frames[0]).toBeGreaterThanOrEqual(0);
});

test('takes some seconds, in hundredths, and holds the last frame', () => {
  for (const count of [2, 28, 96, 112]) {
    const delays = filmDelays(count);
    expect(delays).toHaveLength(count);
    expect(delays.every((delay) => delay % 10 === 0)).toBe(true);
    expect(delays.at(-1)).toBeGreaterThan(2 * delays[0]);
    expect(delays.reduce((sum, delay) => sum + delay, 0)).toBeLessThan(10_000);
  }
});
