import { vi } from 'vitest';

/** Makes the clock jump by an hour before every tenth reading, as if the machine slept, until mocks are restored. */
export function sleepNowAndThen(): void {
  const awake = performance.now.bind(performance);
  let looks = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => {
    looks++;
    return awake() + Math.floor(looks / 10) * 3_600_000;
  });
}
