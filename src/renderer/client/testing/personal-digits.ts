/** A person's own digits, for tests. */

import type { PersonalSet, PersonalStatus } from '../../../protocol/personal.ts';

export function personalWith(changes: Partial<PersonalStatus> = {}): PersonalStatus {
  return { count: 0, version: 0, saved: true, fineTuning: null, ...changes };
}

/** Digits with these labels; every byte of an image is its place in the set. */
export function setOf(labels: readonly number[], version = 1): PersonalSet {
  return {
    images: Uint8Array.from({ length: labels.length * 784 }, (_, at) => Math.floor(at / 784)),
    labels: Uint8Array.from(labels),
    answers: Uint8Array.from(labels, () => 255),
    times: Float64Array.from(labels, (_, place) => place),
    ids: labels.map((_, place) => String(place).padStart(16, '0')),
    version,
  };
}

export const emptySet = setOf([], 0);
