/** Which of 0, 1, 2, … to keep when there is room for so many only: evenly spread ones, whatever comes later. */

export type Thinning = {
  /** Ascending. */
  readonly kept: readonly number[];
  /**
   * Takes the next number; they come one after the other, from 0 or a later one. Where there is no more room, every other multiple of what
   * the kept ones are multiples of is given up, the oldest first. So neighbours, and the last kept and the newest, are never
   * farther apart than twice the newest divided by the capacity, or than 1.
   */
  readonly add: (next: number) => void;
};

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
