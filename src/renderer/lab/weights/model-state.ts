/** Which network is shown: actions that show another one than the run's. */

import type { EngineState } from '../../client/engine-state.svelte.ts';

export type ModelState = {
  /**
   * Shows the shipped network and its digits.
   * @param isTrial for a lesson
   * @returns whether it is shown
   */
  readonly showShipped: (isTrial?: boolean) => Promise<boolean>;
  /** Trains a network from a file further, from its weights. */
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
