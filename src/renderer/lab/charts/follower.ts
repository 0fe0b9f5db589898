/** Keeps an expensive picture fresh while its subject changes fast: one request at a time, with a rest in between. */

export type Follower = {
  /** Something has changed: asks again once the last answer has arrived and the rest is over. */
  readonly refresh: () => void;
  /** Stops asking, and ignores an answer that is still on its way. */
  readonly stop: () => void;
};

/** Length of the rest, in times of the answer: a request that takes seconds must not keep the engine busy. */
const restShare = 4;

/**
 * @param ask reads whatever is current when it is called
 * @param restMs shortest time between the starts of two requests
 */
export function createFollower<Answer>(
  ask: () => Promise<Answer>,
  restMs: number,
  listener: { readonly answered: (answer: Answer) => void; readonly failed: () => void },
): Follower {
  let wanted = false;
  let working = false;
  let stopped = false;

  async function work(): Promise<void> {
    working = true;
    while (wanted && !stopped) {
      wanted = false;
      const asked = performance.now();
      await askOnce();
      const took = performance.now() - asked;
      await new Promise((resolve) => setTimeout(resolve, Math.max(restMs - took, restShare * took)));
    }
    working = false;
  }

  async function askOnce(): Promise<void> {
    try {
      const answer = await ask();
      if (!stopped) listener.answered(answer);
    } catch {
      if (!stopped) listener.failed();
    }
  }

  return {
    refresh: () => {
      wanted = true;
      if (!working) void work();
    },
    stop: () => {
      stopped = true;
    },
  };
}
