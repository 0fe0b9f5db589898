/** A group of units in words. Reactive like `t`. */

import { className } from '../../../i18n/class-names.svelte.ts';
import { t } from '../../../i18n/translate.svelte.ts';
import type { StepWords } from '../reading/step-words.ts';
import type { GroupFacts } from './unit-groups.ts';

/** `A`, `B` … from left to right. */
export function groupLetter(index: number): string {
  return String.fromCharCode('A'.charCodeAt(0) + index);
}

/** What its units have in common: `wake at the first ink; speak for 7, against 1`. */
export function groupText(facts: GroupFacts, words: StepWords): string {
  if (facts.isStill) return t('score.groupStill');
  return [whenText(facts, words), speechText(facts)].filter(Boolean).join('; ');
}

function whenText({ beginning, wakes, rests, ends }: GroupFacts, words: StepWords): string {
  const place = { ...words, from: wakes + 1, to: rests + 1, row: wakes + 1 };
  switch (beginning) {
    case 'start':
      return ends ? t('score.groupUntil', place) : t('score.groupFromStart');
    case 'firstInk':
      return ends ? t('score.groupFirstInkUntil', place) : t('score.groupFirstInk');
    case 'afterInk':
      return t('score.groupAfterInk');
    case 'step':
      return ends ? t('score.groupDuring', place) : t('score.groupFrom', place);
  }
}

function speechText({ speaksFor, speaksAgainst }: GroupFacts): string {
  if (speaksFor !== null && speaksAgainst !== null) {
    return t('score.groupForAgainst', { digit: className(speaksFor), other: className(speaksAgainst) });
  }
  if (speaksFor !== null) return t('score.groupFor', { digit: className(speaksFor) });
  return speaksAgainst === null ? '' : t('score.groupAgainst', { digit: className(speaksAgainst) });
}
