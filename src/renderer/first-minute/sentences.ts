/** What each chapter says, with the numbers that are on the screen. Reactive like `t`. */

import { rowLength, rows } from '../../domain/sequence.ts';
import { formatPercent } from '../i18n/format.ts';
import { t } from '../i18n/translate.svelte.ts';
import { stepWords } from '../lab/score/reading/step-words.ts';
import { answerAt } from '../lab/score/reading/trace-reading.ts';
import type { ScoreState } from '../lab/score/reading/score-state.svelte.ts';
import type { Chapter } from './chapters.ts';
import { smallRecipe } from './small-recipe.ts';

type Shown = Pick<ScoreState, 'trace' | 'row' | 'lastRow'>;

/** @param nameOf the name of a class */
export function sentenceOf(
  chapter: Chapter,
  { trace, row, lastRow }: Shown,
  nameOf: (digit: number) => string,
): string {
  const words = stepWords(trace?.order ?? 'rowsDown');
  const answer = trace && answerAt(trace, chapter === 'decision' ? row : lastRow);
  const answered = answer && { digit: nameOf(answer.digit), percent: formatPercent(answer.probability, 0) };
  switch (chapter) {
    case 'digit':
      return typeof trace?.label === 'number'
        ? t('firstMinute.digit', { label: nameOf(trace.label), rows, pixels: rowLength })
        : t('firstMinute.image', { rows, pixels: rowLength });
    case 'rows':
      return t('firstMinute.rows', words);
    case 'units':
      return t('firstMinute.units', { ...words, units: trace?.units ?? 0 });
    case 'decision':
      return answered
        ? t('firstMinute.decision', { ...words, ...answered, row: row + 1, rows: lastRow + 1 })
        : t('firstMinute.noDecision', words);
    case 'draw':
      return answered && trace.source.kind === 'drawing' ? t('firstMinute.drawn', answered) : t('firstMinute.draw');
    case 'train':
      return t('firstMinute.train', { units: smallRecipe.units });
  }
}
