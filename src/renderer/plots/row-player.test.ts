import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { rowPlayer, rowsPerSecond } from './row-player.svelte.ts';

const rowTime = 1000 / rowsPerSecond;

function playerAt(start: number) {
  const visited = [start];
  const player = rowPlayer({
    row: () => visited.at(-1) ?? start,
    rows: () => 28,
    onrow: (row) => visited.push(row),
  });
  return { player, visited };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test('nothing moves until it is asked for', () => {
  const { player, visited } = playerAt(3);
  vi.advanceTimersByTime(10 * rowTime);
  expect(player.playing).toBe(false);
  expect(visited).toEqual([3]);
});

test('playing goes on from the shown row and stops at the last', () => {
  const { player, visited } = playerAt(24);
  player.toggle();
  expect(player.playing).toBe(true);
  vi.advanceTimersByTime(10 * rowTime);
  expect(visited).toEqual([24, 25, 26, 27]);
  expect(player.playing).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('playing from the last row begins at the top', () => {
  const { player, visited } = playerAt(27);
  player.toggle();
  vi.advanceTimersByTime(2 * rowTime);
  expect(visited).toEqual([27, 0, 1, 2]);
});

test('pausing keeps the row', () => {
  const { player, visited } = playerAt(5);
  player.toggle();
  vi.advanceTimersByTime(rowTime);
  player.toggle();
  vi.advanceTimersByTime(5 * rowTime);
  expect(visited).toEqual([5, 6]);
  expect(player.playing).toBe(false);
});
