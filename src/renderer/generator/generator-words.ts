/** A row generator in words: whose it is, its data set unless that is shown, and its measured loss. */

import type { GeneratorFacts, GeneratorStatus } from '../../protocol/generator.ts';
import { t } from '../i18n/translate.svelte.ts';

/** @param shown id of the shown data set; null where there is none */
export function generatorFacts(status: GeneratorStatus, shown: string | null): string {
  return [t(`generator.${status.origin}`), ...made(status, shown), ...measured(status, measuredBefore(status))].join(
    ' · ',
  );
}

/** The generator that can be brought back. */
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
  const images = testImages === null ? [] : [t('generator.testImages', { count: testImages })];
  const when = epoch === null ? [] : [t('generator.measuredAt', { epoch: epoch.toFixed(1) })];
  const how = [...images, ...when].join(', ');
  return [how ? `${loss} (${how})` : loss];
}

/** The epoch of the last measurement if training went on since then, else null. */
function measuredBefore({ losses, step, totalSteps, epochs }: GeneratorStatus): number | null {
  const last = losses.at(-1);
  return last && Math.round((last.epoch / epochs) * totalSteps) < step ? last.epoch : null;
}
