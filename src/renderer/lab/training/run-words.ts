/** What a person should know of a saved run before it goes on. */

import type { BackendStatus } from '../../../protocol/run.ts';
import type { SavedRun } from '../../../protocol/saved-runs.ts';
import { t } from '../../i18n/translate.svelte.ts';
import { networkInWords } from '../../settings/model-words.ts';
import { computesAlike, isInterrupted } from './saved-runs.svelte.ts';

/** Its name, where it has one, the network, and the data set, where it is not MNIST. */
export function runInWords({ name, model, dataSet }: SavedRun): string {
  return [name, networkInWords(model), dataSet === 'MNIST' ? null : dataSet]
    .filter((part) => part !== null)
    .join(' · ');
}

/** That it will not go on bit for bit; null where it will, and of a run that is done. */
export function computedOtherwise(run: SavedRun, backend: BackendStatus | undefined): string | null {
  if (!backend || !isInterrupted(run) || computesAlike(run, backend)) return null;
  return t('shell.computedOtherwise', { kernels: run.kernels, threads: run.threads });
}
