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

/** The run that a person would go on with who has just come back: the newest one, if it was not done. */
export function interruptedRun(list: readonly SavedRun[], { model }: EngineStatus): SavedRun | null {
  if (model.origin === 'trained') return null;
  const newest = list.find(({ elsewhere }) => !elsewhere);
  return newest && isInterrupted(newest) ? newest : null;
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
