/** The first minute, chapter by chapter: the parts of the screen that each speaks of. */

import type { Spot } from '../ui/spots.svelte.ts';

const spotsOf = {
  digit: ['image'],
  rows: ['scanLine'],
  units: ['hiddenState'],
  decision: ['probabilities', 'answer'],
  draw: ['image'],
  train: ['probabilities', 'answer'],
} as const satisfies Record<string, readonly Spot[]>;

export type Chapter = keyof typeof spotsOf;

/** In the order in which they are told. */
export const chapters = Object.keys(spotsOf) as readonly Chapter[];

/** The story on the picture; the last chapter is what a person does next. */
export const told = chapters.slice(0, -1);

export function spotsOfChapter(chapter: Chapter): readonly Spot[] {
  return spotsOf[chapter];
}
