/** What a network reads at one step, as a word for the keys of texts. */

import type { ReadingOrder } from '../../domain/recipe/recipe.ts';

export type StepNoun = 'row' | 'column' | 'pair' | 'pixel';

const nouns: Readonly<Record<ReadingOrder, StepNoun>> = {
  rowsDown: 'row',
  rowsUp: 'row',
  columns: 'column',
  shuffledRows: 'row',
  rowPairs: 'pair',
  pixels: 'pixel',
};

export function stepNoun(order: ReadingOrder): StepNoun {
  return nouns[order];
}
