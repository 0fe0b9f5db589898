/** Saved runs, as the engine last reported. */

import type { Requests } from '../../../protocol/api.ts';
import type { BackendStatus, EngineStatus } from '../../../protocol/run.ts';
import type { NewerRun, SavedRun } from '../../../protocol/saved-runs.ts';
import type { EngineClient } from '../../client/engine-client.ts';

export type SavedRunsState = {
  /** Newest first. */
  readonly list: readonly SavedRun[];
  /** @returns whether they could be fetched */
  readonly load: () => Promise<boolean>;
  /** Made by a newer Gatescope, newest first. */
  readonly newer: readonly NewerRun[];
  /** @param name as typed; an empty or usual name is not stored */
  readonly rename: (run: SavedRun, name: string, usual: string) => Promise<void>;
  readonly remove: (id: string) => Promise<void>;
  readonly attach: (ask: EngineClient['ask']) => Promise<boolean>;
  /**
   * Call after `attach`. Looks again for a while if another engine holds the newest run: that of a killed app lives on for seconds.
   * @returns whether it has let go of it
   */
  readonly letGo: () => Promise<boolean>;
};

/** Milliseconds between two looks at a run that another engine holds. */
const looks = [1000, 2000, 4000, 8000];

export function isInterrupted({ step, goal }: SavedRun): boolean {
  return step < goal;
}

/** Whether a run resumes bit for bit: computed by the same kernels on as many threads. */
export function computesAlike(run: Pick<SavedRun, 'kernels' | 'threads'>, backend: BackendStatus): boolean {
  return run.kernels === backend.kernels && run.threads === backend.threads;
}

/**
 * The run to offer on return: the newest run if it was not done, or a fine-tuned network; a finished run, too, if it
 * was trained on own digits, since the shown network has learned nothing of them.
 */
export function runToOffer(list: readonly SavedRun[], { model, data }: EngineStatus): SavedRun | null {
  if (isOwnWork(model)) return null;
  const newest = list.find(({ elsewhere }) => !elsewhere);
  if (!newest) return null;
  const isOfOwnData = model.origin === 'untrained' && data.state === 'ready' && data.name === newest.dataSet;
  return isInterrupted(newest) || newest.origin === 'fineTuned' || isOfOwnData ? newest : null;
}

/** Whoever made this network has chosen not to resume the previous one. */
export function isOwnWork({ origin }: EngineStatus['model']): boolean {
  return origin === 'trained' || origin === 'fineTuned';
}

/** @param onError is told why something failed */
export function createSavedRuns(onError: (thrown: unknown) => void): SavedRunsState {
  let list = $state.raw<readonly SavedRun[]>([]);
  let newer = $state.raw<readonly NewerRun[]>([]);
  let engine: EngineClient['ask'] | null = null;

  async function load(): Promise<boolean> {
    try {
      list = (await engine?.('getSavedRuns', undefined)) ?? [];
      newer = (await engine?.('getNewerRuns', undefined)) ?? [];
      return true;
    } catch (thrown) {
      onError(thrown);
      return false;
    }
  }

  async function change<Name extends 'renameSavedRun' | 'removeSavedRun'>(
    name: Name,
    params: Requests[Name]['params'],
  ): Promise<void> {
    try {
      await engine?.(name, params);
    } catch (thrown) {
      onError(thrown);
    }
    await load();
  }

  async function letGo(): Promise<boolean> {
    const asked = engine;
    const isHeld = () => list.at(0)?.elsewhere === true;
    if (!isHeld()) return false;
    for (const pause of looks) {
      await new Promise((resolve) => setTimeout(resolve, pause));
      if (engine !== asked || !(await load())) return false;
      if (!isHeld()) return true;
    }
    return false;
  }

  return {
    letGo,
    get list() {
      return list;
    },
    load,
    get newer() {
      return newer;
    },
    rename: ({ id }, typed, usual) => {
      const name = typed.trim();
      return change('renameSavedRun', { id, name: name === '' || name === usual ? null : name });
    },
    remove: (id) => change('removeSavedRun', { id }),
    attach(ask) {
      engine = ask;
      return load();
    },
  };
}
