/** The word for a step of a reading: row, column, pixel or step. */

import type { ReadingOrder } from '../../../../domain/recipe/recipe.ts';
import { t } from '../../../i18n/translate.svelte.ts';
import type { CountedKey } from '../../../i18n/catalogue/index.ts';

const nouns = {
  rowsDown: 'score.nounRow',
  rowsUp: 'score.nounRow',
  columns: 'score.nounColumn',
  shuffledRows: 'score.nounStep',
  rowPairs: 'score.nounStep',
  pixels: 'score.nounPixel',
} as const satisfies Record<ReadingOrder, CountedKey>;

/** Gaps for texts about steps: the noun within a sentence and at its beginning. Reactive like `t`. */
export type StepWords = { readonly step: string; readonly Step: string; readonly steps: string };

export function stepWords(order: ReadingOrder): StepWords {
  const noun = nouns[order];
  const step = t(noun, { count: 1 });
  return { step, Step: step.charAt(0).toUpperCase() + step.slice(1), steps: t(noun, { count: 2 }) };
}

/** The order in a word or two with its arrow: `columns →`. */
export function orderWords(order: ReadingOrder): string {
  return t(`score.order.${order}`);
}
