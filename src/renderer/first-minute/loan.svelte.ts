/** While the first minute is told, the small network, whose every cell can be seen, stands in for the shipped one. */

import type { EngineState } from '../client/engine-state.svelte.ts';
import type { ModelFilesState } from '../files/model-files.svelte.ts';
import type { ModelState } from '../lab/weights/model-state.ts';
import { isSmallNetwork, readSmallNetwork } from '../lab/weights/small-network.ts';

export type Loan = {
  /** Whether the small network is on the screen for the story's sake. */
  readonly isShown: boolean;
  /** Shows the small network where the shipped one is shown; once until the end. */
  readonly begin: () => void;
  /** Brings the shipped network back, unless a person has chosen another one meanwhile. */
  readonly end: () => void;
};

export function createLoan(
  engine: Pick<EngineState, 'status'>,
  files: Pick<ModelFilesState, 'open'>,
  model: Pick<ModelState, 'showShipped'>,
): Loan {
  let isLent = $state(false);
  const showsSmall = () => engine.status !== null && isSmallNetwork(engine.status.model);

  function giveBack(): void {
    if (showsSmall()) void model.showShipped(true);
  }

  async function lend(): Promise<void> {
    isLent = true;
    await files.open(await readSmallNetwork());
    settle();
  }

  /** The story may have ended while the file was opened. */
  function settle(): void {
    if (!isLent) giveBack();
  }

  return {
    get isShown() {
      return isLent && showsSmall();
    },
    begin: () => {
      if (!isLent && engine.status?.model.origin === 'pretrained') void lend();
    },
    end: () => {
      if (!isLent) return;
      isLent = false;
      giveBack();
    },
  };
}
