/** Images of a set as they cross a port: copies, since of a part of a buffer a port would send the whole one along. */

import type { TestDigits } from '../../protocol/answers.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { Digit } from '../../protocol/answers.ts';
import { type DigitSet, sliceDigits } from '../../domain/digit-set.ts';

/** @throws GatescopeError `invalidRequest` where there is none of this number */
export function imageAt(digits: DigitSet, index: number): Digit {
  if (index >= digits.count)
    throw new GatescopeError('invalidRequest', `There are ${digits.count} test images, counted from 0.`);
  const { images, labels } = sliceDigits(digits, index, index + 1);
  return { pixels: Uint8Array.from(images), label: labels[0] };
}

/** `wanted` of them from the first on, fewer where the set ends. */
export function imagesFrom(digits: DigitSet, first: number, wanted: number): TestDigits {
  const { images, labels } = sliceDigits(digits, Math.min(first, digits.count), first + wanted);
  return { images: Uint8Array.from(images), labels: Uint8Array.from(labels) };
}
