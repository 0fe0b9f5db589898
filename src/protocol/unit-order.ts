/** The orders in which the score can show the units of a layer. */

import * as v from 'valibot';
import { classIndex, type Of } from './values.ts';

/** `class`: by the readout's weight for a digit, the strongest first. */
export const orderChoice = v.variant('by', [
  v.strictObject({ by: v.picklist(['number', 'similarity', 'firing']) }),
  v.strictObject({ by: v.literal('class'), digit: classIndex }),
]);

export type OrderChoice = Of<typeof orderChoice>;
