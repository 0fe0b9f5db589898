/** Arranges the image so that what is read at a step is on that step's line. */

import { rereadAs } from '../../../../domain/recipe/reading.ts';
import type { ReadingOrder } from '../../../../domain/recipe/recipe.ts';
import type { Pixels } from '../../../../protocol/values.ts';

/** Whether an image read in this order is upright beside its lines, first to last from top to bottom. */
export function standsUpright(order: ReadingOrder): boolean {
  return order === 'rowsDown' || order === 'rowPairs' || order === 'pixels';
}

/** The image as it is read: rows turned upside down, columns as rows, shuffled rows shuffled; else the image itself. */
export function imageAsRead(pixels: Pixels, order: ReadingOrder): Pixels {
  return standsUpright(order) ? pixels : rereadAs(pixels, 'rowsDown', order);
}
