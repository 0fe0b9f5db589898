/** Keeps an expensive picture fresh while what it shows changes fast: never two requests at once, and a rest between them. */

export type Follower = {
  /** Something has changed: asks as soon as the last answer is there and the rest is over. */
  readonly refresh: () => void;
  /** Asks no more, and says nothing of an answer that is still on its way. */
  readonly stop: () => void;
};

/** Times as long as the answer took: what takes the engine seconds must not keep it busy. */
const restShare = 4;

/**
 * @param ask reads whatever is current when it is called
 * @param restMs least time between the beginnings of two requests
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
