/** Which of 0, 1, 2, … to keep within a capacity: evenly spaced, whatever comes later. */

export type Thinning = {
  /** Ascending. */
  readonly kept: readonly number[];
  /**
   * Takes the next number; calls are consecutive, from 0 or later. When full, drops every other multiple of the common
   * divisor of the kept numbers, oldest first. So neighbours, and the last kept and the newest, are never farther apart
   * than twice the newest divided by the capacity, or than 1.
   */
  readonly add: (next: number) => void;
};

/** Creates a thinning that keeps nothing yet. @param capacity most numbers kept */
export function createThinning(capacity: number): Thinning {
  const kept: number[] = [];
  let stride = 1;

  return {
    kept,
    add(next) {
      if (capacity === 0 || next % stride !== 0) return;
      kept.push(next);
      if (kept.length <= capacity) return;
      if (kept.every((number) => number % stride === 0)) stride *= 2;
      kept.splice(
        kept.findIndex((number) => number % stride !== 0),
        1,
      );
    },
  };
}
