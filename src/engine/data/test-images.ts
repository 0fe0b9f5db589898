/** Copies of a set's images for transfer: a port would send a view's whole buffer. */

import type { TestDigits } from '../../protocol/answers.ts';
import { GatescopeError } from '../../domain/errors.ts';
import type { Digit } from '../../protocol/answers.ts';
import { type DigitSet, sliceDigits } from '../../domain/digit-set.ts';

/** @throws GatescopeError `invalidRequest` if `index` is out of range */
export function imageAt(digits: DigitSet, index: number): Digit {
  if (index >= digits.count)
    throw new GatescopeError('invalidRequest', `There are ${digits.count} test images, numbered from 0.`);
  const { images, labels } = sliceDigits(digits, index, index + 1);
  return { pixels: Uint8Array.from(images), label: labels[0] };
}

/** Up to `wanted` images from `first` on, fewer at the end of the set. */
export function imagesFrom(digits: DigitSet, first: number, wanted: number): TestDigits {
  const { images, labels } = sliceDigits(digits, Math.min(first, digits.count), first + wanted);
  return { images: Uint8Array.from(images), labels: Uint8Array.from(labels) };
}
