/** Digits in a hand unknown to the shipped model: the pen strokes of `data/testing/hands.ts`, modified. */

import { drawHands } from '../../data/testing/draw-hands.ts';
import type { DigitSet } from '../../../domain/digit-set.ts';
import { pixelCount, rowLength } from '../../../domain/sequence.ts';

/**
 * `mirrored`: left and right swapped, as some children write. `allThree`: unchanged, but all labelled 3, which
 * contradicts MNIST.
 */
export type OddHand = 'mirrored' | 'allThree';

/** @param count at most one per shape and pen: 240; shapes repeat only after all have come once */
export function handsOf(kind: OddHand, count: number): DigitSet {
  const drawn = drawHands(1, 99).slice(0, count);
  const images = new Uint8Array(drawn.length * pixelCount);
  for (const [place, { pixels }] of drawn.entries()) {
    images.set(kind === 'mirrored' ? mirrored(pixels) : pixels, place * pixelCount);
  }
  const labels = Uint8Array.from(drawn, ({ hand }) => (kind === 'mirrored' ? hand.digit : 3));
  return { count: drawn.length, images, labels };
}

function mirrored(pixels: Uint8Array): Uint8Array {
  return pixels.map((_, at) => pixels[at - (at % rowLength) + rowLength - 1 - (at % rowLength)]);
}
