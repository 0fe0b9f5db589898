/** Digits that a program writes in one of the styles of `digit-styles.ts`, as they come out of the drawing pad. */

import { boxSide } from '../../../domain/ink/centre.ts';
import { rasterSide } from '../../../domain/ink/ink.ts';
import { type Hands, writingSide, writtenPixels } from '../../../domain/ink/written-pixels.ts';
import type { RandomStream } from '../../../domain/random.ts';
import { digitStyles, type DigitStyle } from './digit-styles.ts';

/** Pens from half to a third more than the usual width. */
const hands: Hands = {
  ...{ size: (writingSide * 10 * boxSide) / rasterSide, pens: [0.5, 1.3] },
  ...{ jitter: 4, bend: 6, turn: Math.PI / 15, slant: [-0.35, 0.15], aspect: [0.65, 1.15] },
};

/** How far a style goes beyond its extremes. */
const beyond = 0.15;

const stylesOf = Array.from({ length: 10 }, (_, digit) => digitStyles.filter((style) => style.digit === digit));

/**
 * Writes a digit over an image, in place.
 * @param image [28 × 28] bytes
 */
export function writeDigit(image: Uint8Array, digit: number, random: RandomStream): void {
  const styles = stylesOf[digit];
  const shape = between(styles[random.integer(styles.length)], random.uniform(-beyond, 1 + beyond));
  const pixels = writtenPixels(shape, hands, random);
  if (pixels) image.set(pixels);
}

/** The strokes at a share of the way from one extreme to the other. */
function between({ from, to }: DigitStyle, share: number) {
  return from.map(({ kind, points }, stroke) => ({
    kind,
    points: points.map(([x, y], at): [number, number] => {
      const [otherX, otherY] = to[stroke].points[at];
      return [x + share * (otherX - x), y + share * (otherY - y)];
    }),
  }));
}
