/**
 * Runs one call at a time for requests that follow the pen. Of the calls that arrive meanwhile only the newest waits,
 * so answers arrive in order.
 */

/** The result of a call that was replaced by a newer one before it ran. */
export const outrun = Symbol('outrun');

/**
 * Wraps `call`. Each answer is newer than the one before and none is withheld, so the caller sees progress even while
 * calls keep coming. A rejection reaches only its own caller.
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
