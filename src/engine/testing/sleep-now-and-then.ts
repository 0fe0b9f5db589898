import { vi } from 'vitest';

/** A machine that sleeps for an hour before every tenth look at the time, until mocks are restored. */
export function sleepNowAndThen(): void {
  const awake = performance.now.bind(performance);
  let looks = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    looks++;
    return awake() + Math.floor(looks / 10) * 3_600_000;
  });
}
