/** A row generator in words: whose it is, what it learned where that is not what is shown, and how it was measured. No DOM. */

import type { GeneratorFacts, GeneratorStatus } from '../../protocol/generator.ts';
import { formatCount } from '../i18n/format.ts';
import { t } from '../i18n/translate.svelte.ts';

/** @param shown id of the data set that is shown; null where there is none */
export function generatorFacts(status: GeneratorStatus, shown: string | null): string {
  return [t(`generator.${status.origin}`), ...made(status, shown), ...measured(status, measuredBefore(status))].join(
    ' · ',
  );
}

/** The one that can be brought back. */
export function formerFacts(former: GeneratorFacts, shown: string | null): string {
  return [...made(former, shown), ...measured(former, null)].join(' · ');
}

function made({ units, dataSet }: GeneratorFacts, shown: string | null): string[] {
  const learned = dataSet && dataSet.id !== shown ? [t('generator.learned', { name: dataSet.name })] : [];
  return [t('generator.facts', { units }), ...learned];
}

function measured({ testLoss, testImages }: GeneratorFacts, epoch: number | null): string[] {
  if (testLoss === null) return [];
  const loss = t('generator.testLoss', { nats: testLoss.toFixed(1) });
  const images = testImages === null ? [] : [t('generator.testImages', { count: formatCount(testImages) })];
  const when = epoch === null ? [] : [t('generator.measuredAt', { epoch: epoch.toFixed(1) })];
  const how = [...images, ...when].join(', ');
  return [how ? `${loss} (${how})` : loss];
}

/** The epoch of the last measurement where it has learned since then: its weights are others now. */
function measuredBefore({ losses, step, totalSteps, epochs }: GeneratorStatus): number | null {
  const last = losses.at(-1);
  return last && Math.round((last.epoch / epochs) * totalSteps) < step ? last.epoch : null;
}
