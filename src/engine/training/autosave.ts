/** Saves a run while it trains: every so often, after each epoch, and whenever it comes to rest. Training does not wait for it. */

export type Autosave = {
  /** To be called after each step. */
  stepped(): void;
  /** Saves now, or once what is being saved has been. */
  save(): void;
  /** Saves, and answers when that is done or has failed. */
  saved(): Promise<void>;
  /** Answers when nothing is being saved any more; nothing will be from then on. */
  end(): Promise<void>;
};

/**
 * @param write takes the run as it is and brings it to the disk
 * @param onFailure hears why that failed: the first time, and again only after it has worked in between
 * @param intervalMs milliseconds between two saves while steps are taken
 */
export function createAutosave(
  write: () => Promise<void>,
  onFailure: (error: unknown) => void,
  intervalMs: number,
  now: () => number = () => performance.now(),
): Autosave {
  let lastBegun = now();
  let underWay: Promise<void> | null = null;
  let again = false;
  let ended = false;
  let failing = false;

  async function writeOnce(): Promise<void> {
    lastBegun = now();
    try {
      await write();
      failing = false;
    } catch (error) {
      if (!failing) onFailure(error);
      failing = true;
    }
  }

  async function writeAndGoOn(): Promise<void> {
    await writeOnce();
    underWay = null;
    const more = again;
    again = false;
    if (more) save();
  }

  function save(): void {
    if (ended) return;
    if (underWay) again = true;
    else underWay = writeAndGoOn();
  }

  return {
    save,
    async saved() {
      save();
      while (underWay) await underWay;
    },
    stepped() {
      if (now() - lastBegun >= intervalMs) save();
    },
    async end() {
      // What was asked for meanwhile is saved, too: it is the last that anybody will see of the run.
      while (underWay) await underWay;
      ended = true;
    },
  };
}
