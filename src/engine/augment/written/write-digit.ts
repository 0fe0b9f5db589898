/** Digits that a program writes in one of the styles of `digit-styles.ts`, as they come out of the drawing pad. */

import { boxSide, centreDigit } from '../../../domain/ink/centre.ts';
import { rasterise, rasterSide, typicalPenWidth } from '../../../domain/ink/ink.ts';
import { writeShape } from '../../../domain/ink/pen-shape.ts';
import type { RandomStream } from '../../../domain/random.ts';
import { pixelCount } from '../../../domain/sequence.ts';
import { digitStyles, type DigitStyle } from './digit-styles.ts';

/** Half the pad's raster is fine enough for 20 pixels, and four times as fast. */
const side = rasterSide / 2;
const size = (side * 10 * boxSide) / rasterSide;

/** Pens from half to a third more than the usual width. */
const pens = [0.5, 1.3] as const;

/** How far a style goes beyond its extremes. */
const beyond = 0.15;

const stylesOf = Array.from({ length: 10 }, (_, digit) => digitStyles.filter((style) => style.digit === digit));

/**
 * Writes a digit over an image, in place.
 * @param image [28 × 28] bytes
 */
export function writeDigit(image: Uint8Array, digit: number, random: RandomStream): void {
  const styles = stylesOf[digit];
  const strokes = writeShape(
    between(styles[random.integer(styles.length)], random.uniform(-beyond, 1 + beyond)),
    {
      ...{ size, middle: [side / 2, side / 2], jitter: 4, bend: 6, turn: Math.PI / 15 },
      penWidth: (random.uniform(...pens) * typicalPenWidth * side) / rasterSide,
      ...{ slant: [-0.35, 0.15], aspect: [0.65, 1.15] },
    },
    random,
  );
  const pixels = centreDigit(rasterise(strokes, side))?.pixels;
  if (pixels?.length === pixelCount) image.set(pixels);
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
