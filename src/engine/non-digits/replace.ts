/** What a network must not take for a digit, shown to it among the digits. */

import { flatTarget } from '../../domain/digit-set.ts';
import { randomStream } from '../../domain/random.ts';
import type { Recipe } from '../../domain/recipe/recipe.ts';
import { pixelCount, rowLength } from '../../domain/sequence.ts';
import { drawNonDigit } from './draw-non-digit.ts';

/** Share of the non-digits that are two digits of the batch, squeezed beside each other. */
const pairShare = 0.08;

/**
 * Replaces the recipe's share of a batch by what shows no digit, in place: drawings, and pairs of digits.
 * @param images consecutive images of 784 bytes, @param labels their classes, then {@link flatTarget}
 * @param step optimizer steps done before the batch
 */
export function replaceByNonDigits(
  images: Uint8Array,
  labels: Uint8Array,
  { nonDigits, seed }: Pick<Recipe, 'nonDigits' | 'seed'>,
  step: number,
): void {
  const random = randomStream(seed, 'nonDigits', step);
  const digits = images.slice();
  const digit = () => digits.subarray(random.integer(labels.length) * pixelCount).subarray(0, pixelCount);
  for (let place = 0; place < labels.length; place++) {
    if (random.uniform(0, 1) >= nonDigits) continue;
    const image = random.uniform(0, 1) < pairShare ? pairOf(digit(), digit()) : drawNonDigit(random);
    if (!image) continue;
    images.set(image, place * pixelCount);
    labels[place] = flatTarget;
  }
}

/** Each digit half as wide, without the blank columns at its sides. */
function pairOf(first: Uint8Array, second: Uint8Array): Uint8Array {
  const image = new Uint8Array(pixelCount);
  const half = rowLength / 2;
  [first, second].forEach((digit, index) => {
    for (let at = 0; at < image.length / 2; at++) {
      const [row, column] = [Math.floor(at / half) * rowLength, at % half];
      // Digits have four blank columns at either side: 20 columns become 10, with two between.
      const from = row + 2 * column;
      const to = row + index * half + column + (index === 0 ? 1 : -1);
      image[to] = Math.max(digit[from], digit[from + 1]);
    }
  });
  return image;
}
