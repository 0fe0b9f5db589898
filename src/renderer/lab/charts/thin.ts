/** Fewer points for long curves and tables, chosen so that what the eye looks for is kept. */

import { continues } from './growing.ts';

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
  return createThinner()(series, length, columns);
}

/** A curve, and of each pixel column its smallest and largest value and where they are first; −1 where it has none. */
type Known = {
  readonly values: Column;
  readonly low: Float64Array;
  readonly lowAt: Int32Array;
  readonly high: Float64Array;
  readonly highAt: Int32Array;
};

/**
 * A {@link thin} that remembers the curves of one chart. Where one has only grown (see `continues`) each column has moved on
 * by a few points: it looks at those, and at a whole column again only where the extreme has left it.
 */
export function createThinner(): typeof thin {
  let known: Known[] = [];
  return (series, length, columns) => {
    if (length <= 2 * columns) {
      known = [];
      return Array.from({ length }, (_, index) => index);
    }
    known = series.map((values, at) => {
      const former = known.at(at);
      const goesOn = former?.low.length === columns && continues(values, former.values);
      const next = goesOn ? { ...former, values } : nothingKnown(values, columns);
      moveOn(next, goesOn ? former.values.length : 0, length);
      return next;
    });
    return keptOf(known, length, columns);
  };
}

function nothingKnown(values: Column, columns: number): Known {
  return {
    values,
    low: new Float64Array(columns).fill(Infinity),
    lowAt: new Int32Array(columns).fill(-1),
    high: new Float64Array(columns).fill(-Infinity),
    highAt: new Int32Array(columns).fill(-1),
  };
}

/** From the columns that `former` points were cut into to those of `length` points. */
function moveOn({ values, low, lowAt, high, highAt }: Known, former: number, length: number): void {
  const columns = low.length;
  // One loop without a closure: it runs over many thousands of points a second.
  for (let column = 0; column < columns; column++) {
    const from = Math.floor((column * length) / columns);
    const to = Math.floor(((column + 1) * length) / columns);
    // Where a curve is level its extremes go with the column's beginning.
    if (lowAt[column] >= 0 && lowAt[column] < from && values[from] === low[column]) lowAt[column] = from;
    if (highAt[column] >= 0 && highAt[column] < from && values[from] === high[column]) highAt[column] = from;
    const hasLost = lowAt[column] >= 0 && (lowAt[column] < from || highAt[column] < from);
    const seen = hasLost ? 0 : Math.floor(((column + 1) * former) / columns);
    let smallest = hasLost ? Infinity : low[column];
    let largest = hasLost ? -Infinity : high[column];
    for (let index = Math.max(from, seen); index < to; index++) {
      const value = values[index];
      if (typeof value !== 'number' || !Number.isFinite(value)) continue;
      if (value < smallest) {
        smallest = value;
        lowAt[column] = index;
      }
      if (value > largest) {
        largest = value;
        highAt[column] = index;
      }
    }
    low[column] = smallest;
    high[column] = largest;
    if (smallest > largest) lowAt[column] = highAt[column] = -1;
  }
}

function keptOf(curves: readonly Known[], length: number, columns: number): number[] {
  const kept: number[] = [];
  for (let column = 0; column < columns; column++) {
    const own = kept.length;
    kept.push(Math.floor((column * length) / columns));
    insert(kept, own, Math.floor(((column + 1) * length) / columns) - 1);
    for (const { lowAt, highAt } of curves) {
      if (lowAt[column] < 0) continue;
      insert(kept, own, lowAt[column]);
      insert(kept, own, highAt[column]);
    }
  }
  return kept;
}

/** Into its place among the entries from `own` on, where it is not there yet: the few of its column. */
function insert(kept: number[], own: number, index: number): void {
  let place = kept.length;
  while (place > own && kept[place - 1] > index) place--;
  if (place > own && kept[place - 1] === index) return;
  kept.push(index);
  for (let at = kept.length - 1; at > place; at--) kept[at] = kept[at - 1];
  kept[place] = index;
}

/** At most `most` (2 or more) ascending indices, evenly spaced, the first and the last point among them. */
export function sampleEvenly(length: number, most: number): number[] {
  if (length <= most) return Array.from({ length }, (_, index) => index);
  return Array.from({ length: most }, (_, index) => Math.round((index * (length - 1)) / (most - 1)));
}
