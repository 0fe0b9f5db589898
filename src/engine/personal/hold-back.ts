/** Which of a person's digits are held back to measure honestly what was learned from the others. */

import type { DigitSet } from '../../domain/digit-set.ts';
import { gatherImages, gatherLabels } from '../../domain/digit-set.ts';

/** One of so many of each label. */
const every = 5;

/** The first one held back of each label is its third, so that few digits give one, too. */
const firstPlace = 2;

export type SplitDigits = { readonly learned: DigitSet; readonly heldBack: DigitSet };

/**
 * Holds back the third, eighth, thirteenth … digit of each label; where no label has three, the third, eighth … of all. A digit
 * that is added later changes nothing for those before it.
 * @param digits oldest first
 */
export function splitDigits(digits: DigitSet): SplitDigits {
  const places = placesWithinLabel(digits.labels);
  const held = places.some(isHeldBack) ? places.map(isHeldBack) : places.map((_, index) => isHeldBack(index));
  const part = (wanted: boolean) =>
    pick(
      digits,
      Uint32Array.from(held.keys()).filter((index) => held[index] === wanted),
    );
  return { learned: part(false), heldBack: part(true) };
}

function isHeldBack(place: number): boolean {
  return place % every === firstPlace;
}

/** How many digits of the same label came before each. */
function placesWithinLabel(labels: Uint8Array): number[] {
  const counts = new Map<number, number>();
  return Array.from(labels, (label) => {
    const place = counts.get(label) ?? 0;
    counts.set(label, place + 1);
    return place;
  });
}

function pick(digits: DigitSet, indices: Uint32Array): DigitSet {
  return { count: indices.length, images: gatherImages(digits, indices), labels: gatherLabels(digits, indices) };
}
