/** Which network is shown: the ways to another one than the run makes. */

import type { EngineState } from '../../client/engine-state.svelte.ts';

export type ModelState = {
  /** The network that Gatescope came with, and its digits. @param isTrial of a lesson @returns whether it is shown */
  readonly showShipped: (isTrial?: boolean) => Promise<boolean>;
  /** Trains a network that came from a file further, from its weights. */
  readonly trainOn: () => void;
  readonly bringBack: () => void;
};

export function createModelState({ act }: Pick<EngineState, 'act'>): ModelState {
  return {
    showShipped: (isTrial = false) => act('openMnist', { isTrial }),
    trainOn: () => void act('trainOn', undefined),
    bringBack: () => void act('undoRestart', undefined),
  };
}
