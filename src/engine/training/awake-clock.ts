/** A clock that stands still while the machine sleeps or the process is stopped, so that no step seems to have taken a night. */

/** A thread that serves messages is not away for so long by itself. */
const longestAbsenceMs = 5_000;
const lookEveryMs = 1_000;

export type AwakeClock = {
  /** Milliseconds; only differences mean something. */
  readonly now: () => number;
  /** Looks at the time, as it does once a second by itself. */
  readonly look: () => void;
};

/**
 * Whether a system's own clock runs on while it sleeps differs from system to system, and from one version of Node to another.
 * @param read a clock that never goes back, in milliseconds
 */
export function createAwakeClock(read: () => number = () => performance.now()): AwakeClock {
  let seen = read();
  let absent = 0;

  function look(): void {
    const time = read();
    if (time - seen > longestAbsenceMs) absent += time - seen;
    seen = time;
  }

  // Keeps nobody from ending.
  setInterval(look, lookEveryMs).unref();
  return {
    look,
    now() {
      look();
      return seen - absent;
    },
  };
}
