/** Changes to a person's digits: pure functions that can be reapplied to what another engine has written. */

import { noAnswer } from '../../protocol/answers.ts';
import type { PersonalDigits, PersonalSet } from '../../protocol/personal.ts';
import type { DigitSet } from '../../domain/digit-set.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { digitId, type PersonalDigit } from './digits-file.ts';
import type { DigitChange, DigitMap } from './digit-store.ts';

/** An existing digit keeps its place and gets the new label and answer. */
export function keep(given: PersonalDigits): DigitChange {
  const added = fromColumns(given);
  return (digits) => {
    const all = new Map(digits);
    for (const digit of added) all.set(digit.id, { ...digit, time: digits.get(digit.id)?.time ?? digit.time });
    return byAge(all);
  };
}

/** Removed digits stay removed. */
export function relabel(ids: readonly string[], label: number): DigitChange {
  return (digits) => {
    const all = new Map(digits);
    for (const id of ids) {
      const digit = digits.get(id);
      if (digit) all.set(id, { ...digit, label });
    }
    return all;
  };
}

/** Removes digits by id; unknown ids are ignored. */
export function remove(ids: readonly string[]): DigitChange {
  return (digits) => {
    const all = new Map(digits);
    for (const id of ids) all.delete(id);
    return all;
  };
}

/** The digits as columns, oldest first. */
export function toColumns(digits: DigitMap): Omit<PersonalSet, 'version'> {
  const all = [...digits.values()];
  return {
    ...toDigitSet(digits),
    ids: all.map(({ id }) => id),
    answers: Uint8Array.from(all, ({ answer }) => answer ?? noAnswer),
    times: Float64Array.from(all, ({ time }) => time),
  };
}

/** The digits as a labelled set. */
export function toDigitSet(digits: DigitMap): DigitSet {
  const images = new Uint8Array(digits.size * pixelCount);
  const labels = new Uint8Array(digits.size);
  for (const [place, { pixels, label }] of [...digits.values()].entries()) {
    images.set(pixels, place * pixelCount);
    labels[place] = label;
  }
  return { count: digits.size, images, labels };
}

function fromColumns({ images, labels, answers, times }: PersonalDigits): PersonalDigit[] {
  return Array.from(labels, (label, place) => {
    const pixels = images.slice(place * pixelCount, (place + 1) * pixelCount);
    const answer = answers[place] === noAnswer ? null : answers[place];
    return { id: digitId(pixels), pixels, label, answer, time: times[place] };
  });
}

/** So that a removed digit returns to its old place when restored. */
function byAge(digits: DigitMap): DigitMap {
  return new Map([...digits].sort(([, a], [, b]) => a.time - b.time));
}
