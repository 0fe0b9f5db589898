/**
 * A sentence about what has just ended by itself, for those who look elsewhere; what the person stopped is no news to
 * them.
 */

import { formatPercent } from '../i18n/format.ts';
import { t } from '../i18n/translate.svelte.ts';
import type { HistoryState } from '../lab/charts/history-state.svelte.ts';
import { activityOf, type Activity, type Work } from './activity.ts';
import { comesTrained } from '../lab/training/progress.ts';

type Watched = Work & { readonly history: Pick<HistoryState, 'lastEpoch'> };

export type Ending = {
  /** Null until something ends, and again when something else begins. */
  readonly sentence: string | null;
  /** Call in an effect with the present state. */
  readonly watch: (work: Watched) => void;
};

export function createEnding(): Ending {
  let sentence = $state<string | null>(null);
  let before: Activity['kind'] | null = null;
  return {
    get sentence() {
      return sentence;
    },
    watch: (work) => {
      const now = activityOf(work)?.kind ?? null;
      if (now === before) return;
      const ended = before;
      before = now;
      if (now !== null) sentence = null;
      else if (ended !== null) sentence = sentenceOf(ended, work);
    },
  };
}

function sentenceOf(
  ended: Activity['kind'],
  { engine: { status }, history: { lastEpoch }, comparison, generator, strips, personal }: Watched,
): string | null {
  switch (ended) {
    case 'training': {
      if (status?.run.phase !== 'finished' || comesTrained(status.model.origin)) return null;
      return lastEpoch?.step === status.run.step
        ? t('desktop.trainingEnded', { accuracy: formatPercent(lastEpoch.testAccuracy, 2) })
        : t('desktop.trainingEndedUnmeasured');
    }
    case 'experiment': {
      const last = comparison.runs.at(-1)?.state;
      return last === 'done' || last === 'failed' ? t('desktop.experimentEnded') : null;
    }
    case 'generator': {
      const done = generator.status !== null && generator.status.step >= generator.status.totalSteps;
      return done ? t('desktop.generatorEnded') : null;
    }
    case 'strips': {
      const done = strips.status !== null && strips.status.step >= strips.status.totalSteps;
      return done ? t('desktop.stripsEnded') : null;
    }
    case 'fineTuning':
      return personal.status?.fineTuning?.phase === 'done' ? t('desktop.fineTuningEnded') : null;
  }
}
