/** What a person should know of a saved run before resuming it. */

import type { BackendStatus } from '../../../protocol/run.ts';
import type { SavedRun } from '../../../protocol/saved-runs.ts';
import { t } from '../../i18n/translate.svelte.ts';
import { networkInWords } from '../../settings/model-words.ts';
import { computesAlike, isInterrupted } from './saved-runs.svelte.ts';

/** Its name, if any, the network, and the data set unless it is MNIST. */
export function runInWords({ name, model, dataSet }: SavedRun): string {
  return [name, networkInWords(model), dataSet === 'MNIST' ? null : dataSet]
    .filter((part) => part !== null)
    .join(' · ');
}

/** A warning that it will not resume bit for bit; null where it will, and for a finished run. */
export function computedOtherwise(run: SavedRun, backend: BackendStatus | undefined): string | null {
  if (!backend || !isInterrupted(run) || computesAlike(run, backend)) return null;
  return t('shell.computedOtherwise', { kernels: run.kernels, threads: run.threads });
}
