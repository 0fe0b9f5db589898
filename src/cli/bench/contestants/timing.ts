/** Times work in this process. */

import { median } from '../statistics.ts';

/**
 * Measures for at least so many seconds, and does the work at least once.
 * @param work resolves with the number of samples it has processed
 */
export async function samplesPerSecond(work: () => Promise<number>, seconds: number): Promise<number> {
  const started = performance.now();
  let samples = 0;
  let spent: number;
  do {
    samples += await work();
    spent = (performance.now() - started) / 1000;
  } while (spent < seconds);
  return samples / spent;
}

/** The median time of the work, over at least so many seconds and at least once. */
export async function usualMilliseconds(work: () => Promise<unknown>, seconds: number): Promise<number> {
  const times: number[] = [];
  const until = performance.now() + 1000 * seconds;
  do {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  } while (performance.now() < until);
  return median(times);
}
