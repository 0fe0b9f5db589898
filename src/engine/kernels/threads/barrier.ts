/** A barrier for threads in shared memory. */

/** Spins before sleeping: most waits are shorter than a wake-up. */
const looks = 2000;

/**
 * @param counters two zeros shared by all threads
 * @returns a function that returns once all threads have called it
 */
export function createBarrier(counters: Int32Array, threads: number): () => void {
  if (threads === 1) return () => undefined;
  const arrived = 0;
  const round = 1;
  return () => {
    const current = Atomics.load(counters, round);
    if (Atomics.add(counters, arrived, 1) === threads - 1) {
      Atomics.store(counters, arrived, 0);
      Atomics.add(counters, round, 1);
      Atomics.notify(counters, round);
      return;
    }
    for (let look = 0; look < looks; look++) if (Atomics.load(counters, round) !== current) return;
    while (Atomics.load(counters, round) === current) Atomics.wait(counters, round, current);
  };
}
