/** What a person should know of a saved run before it goes on, and of what an engine has taken with it. */

import type { BackendStatus } from '../../../protocol/run.ts';
import type { SavedRun } from '../../../protocol/saved-runs.ts';
import { formatCount } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.svelte.ts';
import type { Consequence } from '../../shell/engine-memory.ts';
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

/** What an engine's death has cost, or has not. */
export function consequenceInWords(consequence: Consequence): string {
  switch (consequence.kind) {
    case 'runWhole':
    case 'runSaved': {
      const { kind, reached, step } = consequence;
      return t(`shell.after.${kind}`, { reached: formatCount(reached), step: formatCount(step) });
    }
    case 'runLost':
      return t('shell.after.runLost', { reached: formatCount(consequence.reached) });
    case 'openedGone':
      return t('shell.after.openedGone', { name: consequence.name });
    case 'fineTunedLost':
    case 'fineTuningCutOff':
    case 'generatorLost':
    case 'comparisonLost':
    case 'openingCutOff':
    case 'importCutOff':
      return t(`shell.after.${consequence.kind}`);
  }
}
