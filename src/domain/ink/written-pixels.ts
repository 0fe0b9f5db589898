/** A shape in a random handwriting, as it comes out of the drawing pad. */

import { centreDigit } from './centre.ts';
import { rasterise, rasterSide, typicalPenWidth } from './ink.ts';
import { type Handwriting, type PenStroke, writeShape } from './pen-shape.ts';
import type { RandomStream } from '../random.ts';

/** Half the pad's raster is fine enough for 20 pixels, and four times as fast. */
export const writingSide = rasterSide / 2;

/** How hands write in the middle of the pad. @param pens range of widths, relative to the usual pen's */
export type Hands = Omit<Handwriting, 'penWidth' | 'middle'> & { readonly pens: readonly [number, number] };

/** @returns [28 × 28] bytes; null where nothing of it is on the pad */
export function writtenPixels(
  shape: readonly PenStroke[],
  { pens, ...hand }: Hands,
  random: RandomStream,
): Uint8Array | null {
  const penWidth = (random.uniform(...pens) * typicalPenWidth * writingSide) / rasterSide;
  const middle = [writingSide / 2, writingSide / 2] as const;
  return centreDigit(rasterise(writeShape(shape, { ...hand, penWidth, middle }, random), writingSide))?.pixels ?? null;
}
