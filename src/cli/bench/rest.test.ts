import { expect, test } from 'vitest';
import { createRests, type ProcessorTime } from './rest.ts';

/** A processor that has spent these times, reading after reading. */
function processor(...readings: [busy: number, idle: number][]): () => ProcessorTime {
  const times = readings.values();
  return () => {
    const [busy, idle] = times.next().value ?? [0, 0];
    return { busy, idle };
  };
}

test('counts what is busy in the pauses, and not between them', async () => {
  const { rest, busyShare } = createRests(processor([0, 0], [10, 90], [5000, 100], [5030, 170]));

  expect(busyShare()).toBe(0);
  await rest();
  expect(busyShare()).toBe(0.1);
  await rest();
  expect(busyShare()).toBe(0.2);
});

test('counts a processor that reports no time as idle', async () => {
  const { rest, busyShare } = createRests(processor());
  await rest();
  expect(busyShare()).toBe(0);
});

test('finds this processor between idle and busy', async () => {
  const { rest, busyShare } = createRests();
  await rest();
  expect(busyShare()).toBeGreaterThanOrEqual(0);
  expect(busyShare()).toBeLessThanOrEqual(1);
});
