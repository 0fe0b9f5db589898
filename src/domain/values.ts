/** The numbers that messages and stored files consist of. */

import * as v from 'valibot';

export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1));
export const finite = v.pipe(v.number(), v.finite());

/** The schema of an integer from `low` to `high`, both included. */
export function whole(low: number, high: number) {
  return v.pipe(v.number(), v.integer(), v.minValue(low), v.maxValue(high));
}
