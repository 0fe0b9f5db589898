/** The consequences of an engine's death, in words. */

import { formatCount } from '../i18n/format.ts';
import { t } from '../i18n/translate.svelte.ts';
import type { Consequence } from './engine-memory.ts';

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
    case 'stripReaderLost':
    case 'comparisonLost':
    case 'openingCutOff':
    case 'importCutOff':
      return t(`shell.after.${consequence.kind}`);
  }
}
