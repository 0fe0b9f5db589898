/** Times what is asked for, in this process. */

import { median } from '../statistics.ts';

/**
 * Over at least so many seconds; the work is done once in any case.
 * @param work answers with how many samples it has done
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

/** How long the work usually takes: the median over at least so many seconds; it is done once in any case. */
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
