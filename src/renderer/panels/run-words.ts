/** What a person should know of a saved run before it goes on. */

import type { BackendStatus } from '../../protocol/api.ts';
import type { SavedRun } from '../../protocol/saved-runs.ts';
import { t } from '../i18n/translate.svelte.ts';
import { computesAlike, isInterrupted } from '../state/saved-runs.svelte.ts';

/** That it will not go on bit for bit; null where it will, and of a run that is done. */
export function computedOtherwise(run: SavedRun, backend: BackendStatus | undefined): string | null {
  if (!backend || !isInterrupted(run) || computesAlike(run, backend)) return null;
  return t('shell.computedOtherwise', { kernels: run.kernels, threads: run.threads });
}
