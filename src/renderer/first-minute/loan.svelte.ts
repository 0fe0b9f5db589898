/** While the first minute is told, the small network, whose every cell can be seen, stands in for the shipped one. */

import type { EngineState } from '../client/engine-state.svelte.ts';
import type { ModelFilesState } from '../files/model-files.svelte.ts';
import type { ModelState } from '../lab/weights/model-state.ts';
import { isSmallNetwork, readSmallNetwork } from '../lab/weights/small-network.ts';
import { loanKey } from './loan-key.ts';

export type Loan = {
  /** Whether the small network is on the screen for the story's sake. */
  readonly isShown: boolean;
  /** Call once the engine has answered. Shows the small network where the shipped one is shown; once until the end. */
  readonly begin: () => void;
  /** The small network on the screen is one on loan, from another page or an earlier one. */
  readonly adopt: () => void;
  /** Call once the engine has answered. Brings the shipped network back, unless another one was chosen meanwhile. */
  readonly end: () => void;
};

/** The engine keeps the network when the page is loaded again, so the window remembers whose it is. */
function isRemembered(): boolean {
  try {
    return sessionStorage.getItem(loanKey) !== null;
  } catch {
    return false;
  }
}

function remember(isLent: boolean): void {
  try {
    if (isLent) sessionStorage.setItem(loanKey, '');
    else sessionStorage.removeItem(loanKey);
  } catch {
    // Without storage a page that is loaded again shows the small network until another one is chosen.
  }
}

export function createLoan(
  engine: Pick<EngineState, 'status'>,
  files: Pick<ModelFilesState, 'open'>,
  model: Pick<ModelState, 'bringBack'>,
): Loan {
  let isLent = $state(isRemembered());
  const showsSmall = () => engine.status !== null && isSmallNetwork(engine.status.model);

  function setLent(lent: boolean): void {
    isLent = lent;
    remember(lent);
  }

  /** Whether the engine has shown it; its status follows later. */
  let isOpened = false;

  async function lend(): Promise<void> {
    setLent(true);
    isOpened = await files.open(await readSmallNetwork(), true);
    if (!isOpened) setLent(false);
    // The story has ended while the file was opened.
    else if (!isLent) model.bringBack();
  }

  return {
    get isShown() {
      return isLent && showsSmall();
    },
    begin: () => {
      if (!isLent && engine.status?.model.origin === 'pretrained') void lend();
    },
    adopt: () => {
      setLent(true);
    },
    end: () => {
      if (!isLent) return;
      if (showsSmall() || (isOpened && engine.status?.model.origin === 'pretrained')) model.bringBack();
      isOpened = false;
      setLent(false);
    },
  };
}
