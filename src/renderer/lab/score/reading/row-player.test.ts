import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { pace, rowPlayer } from './row-player.svelte.ts';

const rowTime = 1000 / pace(28).movesPerSecond;

function playerAt(start: number, range = { first: 0, last: 27 }, steps = 28) {
  const visited = [start];
  const player = rowPlayer({
    row: () => visited.at(-1) ?? start,
    range: () => range,
    steps: () => steps,
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

test('moves nothing until asked', () => {
  const { player, visited } = playerAt(3);
  vi.advanceTimersByTime(10 * rowTime);
  expect(player.playing).toBe(false);
  expect(visited).toEqual([3]);
});

test('continues from the shown row and stops at the last', () => {
  const { player, visited } = playerAt(24);
  player.toggle();
  expect(player.playing).toBe(true);
  vi.advanceTimersByTime(10 * rowTime);
  expect(visited).toEqual([24, 25, 26, 27]);
  expect(player.playing).toBe(false);
  expect(vi.getTimerCount()).toBe(0);
});

test('begins at the top when played from the last row', () => {
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

test('begins at the first row that was read with a memory window', () => {
  const { player, visited } = playerAt(27, { first: 25, last: 27 });
  player.toggle();
  vi.advanceTimersByTime(9 * rowTime);
  expect(visited).toEqual([27, 25, 26, 27]);
});

test('plays an image equally long by rows, pairs of rows or pixels', () => {
  for (const steps of [14, 28, 784]) {
    const { movesPerSecond, stepsPerMove } = pace(steps);
    expect(steps / (movesPerSecond * stepsPerMove)).toBeCloseTo(3.5, 6);
    expect(movesPerSecond).toBeLessThanOrEqual(32);
  }
  expect(pace(28)).toEqual({ movesPerSecond: 8, stepsPerMove: 1 });
});

test('ends on the last step', () => {
  const { player, visited } = playerAt(780, { first: 0, last: 783 }, 784);
  player.toggle();
  vi.advanceTimersByTime(1000);
  expect(visited).toEqual([780, 783]);
});
