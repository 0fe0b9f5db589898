/** Fewer points for long curves and tables, chosen so that what the eye looks for is kept. */

/** A column of a chart: a number per point, null where the curve has none. */
export type Column = ArrayLike<number | null | undefined>;

/**
 * Indices that draw the same picture in `columns` pixel columns: the points are cut into that many runs, and of each run the
 * first and the last point and every series' smallest and largest value are kept (min-max decimation, as in Steinarsson
 * 2013, section 4). Peaks survive; with fewer than 2 × `columns` points all are kept.
 *
 * @returns ascending indices into the series, which have equal lengths.
 */
export function thin(series: readonly Column[], length: number, columns: number): number[] {
  if (length <= 2 * columns) return Array.from({ length }, (_, index) => index);
  const kept = new Set<number>();
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * length) / columns);
    const to = Math.floor(((column + 1) * length) / columns);
    kept.add(from).add(to - 1);
    for (const values of series) for (const index of extremes(values, from, to)) kept.add(index);
  }
  return [...kept].sort((a, b) => a - b);
}

function extremes(values: Column, from: number, to: number): number[] {
  let lowest = -1;
  let highest = -1;
  for (let index = from; index < to; index++) {
    const value = values[index];
    if (typeof value !== 'number' || !Number.isFinite(value)) continue;
    if (lowest < 0 || value < Number(values[lowest])) lowest = index;
    if (highest < 0 || value > Number(values[highest])) highest = index;
  }
  return lowest < 0 ? [] : [lowest, highest];
}

/** At most `most` (2 or more) ascending indices, evenly spaced, the first and the last point among them. */
export function sampleEvenly(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (length - 1)) / (most - 1)));
}
