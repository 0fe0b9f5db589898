import { expect, test } from 'vitest';
import { createAwakeClock } from './awake-clock.ts';

function startClock() {
  let time = 1_000_000;
  const { now, look } = createAwakeClock(() => time);
  /** Lets time pass; the clock ticks every second while the machine is awake. */
  const pass = (ms: number, awake = true) => {
    const end = time + ms;
    for (; awake && time < end - 1000; time += 1000) look();
    time = end;
  };
  const begun = now();
  return { pass, elapsed: () => now() - begun };
}

test('keeps time like any other clock, also over hours without a query', () => {
  const { pass, elapsed } = startClock();
  pass(700);
  expect(elapsed()).toBe(700);
  pass(2 * 3_600_000);
  expect(elapsed()).toBe(2 * 3_600_000 + 700);
});

test('does not count a night the machine slept through', () => {
  const { pass, elapsed } = startClock();
  pass(900);
  pass(8 * 3_600_000, false);
  expect(elapsed()).toBeLessThanOrEqual(900);
  pass(60_000);
  expect(elapsed()).toBeGreaterThanOrEqual(60_000 - 1000);
  expect(elapsed()).toBeLessThanOrEqual(61_000);
});

test('a thread busy for some seconds has not slept', () => {
  const { pass, elapsed } = startClock();
  pass(4_500, false);
  expect(elapsed()).toBe(4_500);
});
