/** Where the score is veiled: what the steps after the scan line read, and do. Pure numbers, no drawing. */

import type { ReadingOrder } from '../../../../domain/recipe/recipe.ts';

/** A rectangle that reaches to the right edge, in shares of the whole from 0 to 1. */
export type VeiledPart = { readonly top: number; readonly left: number; readonly bottom: number };

/** Of the veil, which has the background's colour. */
export const veilOpacity = 0.9;

/** Pixels of a row of the image. */
const imageSide = 28;

/**
 * @param row the step under the scan line, from 0
 * @param order of the image that is veiled; null for lines of the score. An image is shown as it is read, so that a step
 *   is a line of it, except that pixels are read one by one within its rows
 */
export function veiledParts(row: number, steps: number, order: ReadingOrder | null): readonly VeiledPart[] {
  const read = row + 1;
  if (read >= steps) return [];
  if (order !== 'pixels') return [{ top: read / steps, left: 0, bottom: 1 }];
  const line = Math.floor(read / imageSide);
  const inLine = read % imageSide;
  const below = { top: (inLine === 0 ? line : line + 1) / imageSide, left: 0, bottom: 1 };
  const beside = { top: line / imageSide, left: inLine / imageSide, bottom: (line + 1) / imageSide };
  return [...(inLine === 0 ? [] : [beside]), ...(below.top < 1 ? [below] : [])];
}
