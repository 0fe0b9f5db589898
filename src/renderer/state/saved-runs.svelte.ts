/** Runs that can be gone on with, as the engine last told. */

import type { BackendStatus, EngineStatus } from '../../protocol/api.ts';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import type { EngineClient } from './engine-client.ts';

export type SavedRunsState = {
  /** Newest first. */
  readonly list: readonly SavedRun[];
  /** @returns whether it could be told */
  readonly load: () => Promise<boolean>;
  readonly remove: (id: string) => Promise<void>;
  readonly attach: (ask: EngineClient['ask']) => Promise<boolean>;
};

export function isInterrupted({ step, goal }: SavedRun): boolean {
  return step < goal;
}

/** Whether a run goes on bit for bit: computed by the same kernels on as many threads. */
export function computesAlike(run: Pick<SavedRun, 'kernels' | 'threads'>, backend: BackendStatus): boolean {
  return run.kernels === backend.kernels && run.threads === backend.threads;
}

/** What a person would go on with who has just come back: the newest run, if it was not done, or network that was fine-tuned. */
export function runToOffer(list: readonly SavedRun[], { model }: EngineStatus): SavedRun | null {
  if (isOwnWork(model)) return null;
  const newest = list.find(({ elsewhere }) => !elsewhere);
  return newest && (isInterrupted(newest) || newest.origin === 'fineTuned') ? newest : null;
}

/** Whoever has made this network has chosen not to go on with the one before. */
export function isOwnWork({ origin }: EngineStatus['model']): boolean {
  return origin === 'trained' || origin === 'fineTuned';
}

/** @param onError hears why something could not be told */
export function createSavedRuns(onError: (thrown: unknown) => void): SavedRunsState {
  let list = $state.raw<readonly SavedRun[]>([]);
  let engine: EngineClient['ask'] | null = null;

  async function load(): Promise<boolean> {
    try {
      list = (await engine?.('getSavedRuns', undefined)) ?? [];
      return true;
    } catch (thrown) {
      onError(thrown);
      return false;
    }
  }

  return {
    get list() {
      return list;
    },
    load,
    async remove(id) {
      try {
        await engine?.('removeSavedRun', { id });
      } catch (thrown) {
        onError(thrown);
      }
      await load();
    },
    attach(ask) {
      engine = ask;
      return load();
    },
  };
}
