/** A summary of the rounds' values. */

export type Summary = { readonly median: number; readonly min: number; readonly max: number };

/** @throws RangeError where there are none */
export function summary(values: readonly number[]): Summary {
  return { median: median(values), min: Math.min(...values), max: Math.max(...values) };
}

/**
 * The middle value, or the mean of the two in the middle.
 * @throws RangeError where there are none
 */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new RangeError('There is no median of nothing.');
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** How many times as good ours is as theirs: above 1 we win, whichever way the measure counts. */
export function advantage(ours: number, theirs: number, better: 'higher' | 'lower'): number {
  return better === 'higher' ? ours / theirs : theirs / ours;
}
