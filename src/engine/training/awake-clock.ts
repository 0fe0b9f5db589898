/**
 * A clock that stops while the machine sleeps or the process is stopped, so that no step seems to have taken a night.
 */

/** A thread that serves messages is never busy for this long. */
const longestAbsenceMs = 5_000;
const lookEveryMs = 1_000;

export type AwakeClock = {
  /** Milliseconds; only differences are meaningful. */
  readonly now: () => number;
  /** Checks the time, as happens every second anyway. */
  readonly look: () => void;
};

/**
 * Whether a system clock runs on during sleep depends on the system and the version of Node.
 * @param read a monotonic clock in milliseconds
 */
export function createAwakeClock(read: () => number = () => performance.now()): AwakeClock {
  let seen = read();
  let absent = 0;

  function look(): void {
    const time = read();
    if (time - seen > longestAbsenceMs) absent += time - seen;
    seen = time;
  }

  // Does not keep the process alive.
  setInterval(look, lookEveryMs).unref();
  return {
    look,
    now() {
      look();
      return seen - absent;
    },
  };
}
