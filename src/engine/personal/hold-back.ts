/** Holds back some own digits to measure honestly what was learned from the others. */

import type { DigitSet } from '../../domain/digit-set.ts';
import { gatherImages, gatherLabels } from '../../domain/digit-set.ts';

/** One in this many digits of each label. */
const every = 5;

/** The first held back is each label's third, so that even a few digits yield one. */
const firstPlace = 2;

export type SplitDigits = { readonly learned: DigitSet; readonly heldBack: DigitSet };

/**
 * Holds back the third, eighth, thirteenth … digit of each label; if no label has three, the third, eighth … overall.
 * Later digits do not change the split of earlier ones.
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

/** How many digits of the same label precede each. */
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
