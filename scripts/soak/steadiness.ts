/** Whether a figure is steady: how much it grows, undisturbed by outliers. */

export type Point = { readonly hours: number; readonly value: number };

/**
 * The median of the slopes between all pairs of points (Theil, 1950; Sen, 1968), in units an hour; 0 for fewer than
 * two.
 */
export function slopePerHour(points: readonly Point[]): number {
  const slopes = points.flatMap((later, index) =>
    points
      .slice(0, index)
      .filter(({ hours }) => hours < later.hours)
      .map((earlier) => (later.value - earlier.value) / (later.hours - earlier.hours)),
  );
  return slopes.length > 0 ? quantile(slopes, 0.5) : 0;
}

/** The value below which a given share of the values is: one of them. */
export function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.round(share * (values.length - 1))];
}

/**
 * How much dearer the last quarter of the time is than the first, as a share of it. Compares the tenth of each that
 * other work disturbs least: other work makes a step dearer, never cheaper.
 */
export function growthOverQuarters(points: readonly Point[]): number {
  const end = points.at(-1)?.hours ?? 0;
  const cost = (quarter: (hours: number) => boolean) =>
    quantile(
      points.filter(({ hours }) => quarter(hours)).map(({ value }) => value),
      0.1,
    );
  return cost((hours) => hours >= 0.75 * end) / cost((hours) => hours <= 0.25 * end) - 1;
}
