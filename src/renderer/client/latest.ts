/**
 * "Only the latest call counts", for a request that follows the pen. One call runs at a time, so answers arrive in order;
 * of the calls that come meanwhile only the newest waits its turn.
 */

/** What a call gives that never ran because a newer one took its place. */
export const outrun = Symbol('outrun');

/**
 * Wraps `call`. Every answer that arrives is newer than the one before, and none is withheld: while calls keep coming the
 * caller still sees progress. A rejection reaches only its own caller.
 */
export function latest<Parameters extends readonly unknown[], Result>(
  call: (...parameters: Parameters) => Promise<Result>,
): (...parameters: Parameters) => Promise<Result | typeof outrun> {
  let running = false;
  let waiting: { start: () => void; giveUp: () => void } | null = null;

  async function run(parameters: Parameters): Promise<Result> {
    running = true;
    try {
      return await call(...parameters);
    } finally {
      running = false;
      const next = waiting;
      waiting = null;
      next?.start();
    }
  }

  return (...parameters) => {
    if (!running) return run(parameters);
    waiting?.giveUp();
    return new Promise((resolve) => {
      waiting = {
        start: () => {
          resolve(run(parameters));
        },
        giveUp: () => {
          resolve(outrun);
        },
      };
    });
  };
}
