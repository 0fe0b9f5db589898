/**
 * Saves a run during training: at the start, at intervals, after each epoch, and whenever it rests. Training does not
 * wait for it. Intervals start short and grow by a tenth: little of the first minutes can be lost, and a long run is
 * not written every second.
 */

import { GatescopeError } from '../../domain/errors.ts';

export type Autosave = {
  /** Call after each step. */
  stepped(): void;
  /** Saves now, or after the current save. */
  save(): void;
  /** Saves, and resolves when that is done or has failed. */
  saved(): Promise<void>;
  /** Resolves when no save is running; there will be none afterwards. */
  end(): Promise<void>;
};

const firstIntervalMs = 1_000;
const growth = 1.1;

/**
 * Largest share of the engine's thread and of the disk that saving may take: a large network is saved less often at
 * first.
 */
const shareOfThread = 1 / 30;
const shareOfDisk = 1 / 3;

/**
 * @param write writes the present run to disk; resolves with the milliseconds for which it blocked the engine
 * @param onFailure receives the reason: the first time of each kind, and again only after a success in between
 * @param longestIntervalMs maximum milliseconds between two saves while steps are taken, and before a retry
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
  /** Failures since the last success. */
  const told = new Set<unknown>();
  let retry: ReturnType<typeof setTimeout> | undefined;

  async function writeOnce(): Promise<void> {
    clearTimeout(retry);
    lastBegun = now();
    try {
      const took = await write();
      affordableMs = Math.max(took / shareOfThread, (now() - lastBegun) / shareOfDisk);
      told.clear();
    } catch (error) {
      const kind = error instanceof GatescopeError ? error.kind : null;
      if (!told.has(kind)) onFailure(error);
      told.add(kind);
      // No further step may request it.
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
      // Include pending requests: this is the last save of the run.
      while (underWay) await underWay;
      ended = true;
      clearTimeout(retry);
    },
  };
}
