/**
 * Saves a run while it trains: when it begins, every so often, after each epoch, and whenever it comes to rest. Training does not
 * wait for it. At first little time passes between two saves, and a tenth more each time: so that of the first minutes hardly more
 * is lost than a tenth, and a long run is not written each second.
 */

import { GatescopeError } from '../../domain/errors.ts';

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

const firstIntervalMs = 1_000;
const growth = 1.1;

/**
 * Of the time between two saves one takes at most so much of the engine's thread, and of the disk's: a large network is saved less
 * often at first.
 */
const mostShare = 1 / 30;
const mostShareOfDisk = 1 / 3;

/**
 * @param write takes the run as it is and brings it to the disk; answers with the milliseconds for which the engine did nothing else
 * @param onFailure hears why that failed: the first time of each kind, and again only after it has worked in between
 * @param longestIntervalMs the most milliseconds between two saves while steps are taken, and after one that has failed
 */
export function createAutosave(
  write: () => Promise<number>,
  onFailure: (error: unknown) => void,
  longestIntervalMs: number,
  now: () => number = () => performance.now(),
): Autosave {
  let lastBegun = now();
  let affordableMs = 0;
  let grownIntervalMs = firstIntervalMs;
  let underWay: Promise<void> | null = null;
  let again = false;
  let ended = false;
  /** Why it has failed since it worked last. */
  const told = new Set<unknown>();
  let retry: ReturnType<typeof setTimeout> | undefined;

  async function writeOnce(): Promise<void> {
    clearTimeout(retry);
    lastBegun = now();
    try {
      const took = await write();
      affordableMs = Math.max(took / mostShare, (now() - lastBegun) / mostShareOfDisk);
      told.clear();
    } catch (error) {
      const kind = error instanceof GatescopeError ? error.kind : null;
      if (!told.has(kind)) onFailure(error);
      told.add(kind);
      // Also where no step will ask for it any more.
      if (!ended) retry = setTimeout(save, longestIntervalMs);
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
      const intervalMs = Math.min(longestIntervalMs, Math.max(grownIntervalMs, affordableMs));
      if (underWay || now() - lastBegun < intervalMs) return;
      grownIntervalMs = Math.min(longestIntervalMs, grownIntervalMs * growth);
      save();
    },
    async end() {
      // What was asked for meanwhile is saved, too: it is the last that anybody will see of the run.
      while (underWay) await underWay;
      ended = true;
      clearTimeout(retry);
    },
  };
}
