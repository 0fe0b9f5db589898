/** Where values are on an axis, and which of them are labelled. */

export type AxisScale = {
  /** 0 at the axis' beginning, 1 at its end. */
  readonly share: (value: number) => number;
  /** Ascending, within the axis. */
  readonly ticks: readonly number[];
};

/** One more where an axis is extended to round numbers. */
const maxTicks = 8;

/** 1, 2 or 5 times a power of ten, such that at most {@link maxTicks} − 1 steps make up `extent`. */
function roundStep(extent: number): number {
  const least = extent / (maxTicks - 1);
  const decade = 10 ** Math.floor(Math.log10(least));
  return decade * ([1, 2, 5, 10].find((factor) => factor * decade >= least) ?? 10);
}

/**
 * Shortest axis; a shorter one could not be divided in float64 at full precision, which ends at 2.2e-308 (IEEE 754).
 */
const shortest = 1e-290;

function ends(values: readonly number[]): [number, number] {
  const [from, to] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, -Infinity],
  );
  if (from > to) return [0, 1];
  return to - from < shortest ? [from - Math.abs(from) / 2 - 0.5, to + Math.abs(to) / 2 + 0.5] : [from, to];
}

/** Multiples of `step` from `from` to `to`, without the rounding errors of repeated addition. */
function multiples(from: number, to: number, step: number): number[] {
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => Number(((first + index) * step).toPrecision(12)));
}

/** From the smallest value to the largest. */
export function exactScale(values: readonly number[]): AxisScale {
  const [from, to] = ends(values);
  return { share: (value) => (value - from) / (to - from), ticks: multiples(from, to, roundStep(to - from)) };
}

/** From the smallest positive value to the largest, with equal distances for equal factors; the values are marked. */
export function doublingScale(values: readonly number[]): AxisScale {
  const [from, to] = ends(values.map(Math.log2));
  return { share: (value) => (Math.log2(value) - from) / (to - from), ticks: [...values] };
}

/** From a round number to a round number. @param limits beyond which no value can be */
export function axisScale(
  values: readonly number[],
  limits: readonly [number, number] = [-Infinity, Infinity],
): AxisScale {
  const [low, high] = ends(values).map((end) => Math.min(limits[1], Math.max(limits[0], end)));
  const step = roundStep(high - low);
  return exactScale([Math.floor(low / step) * step, Math.ceil(high / step) * step]);
}

/** In whole powers of ten. @param values positive */
export function logarithmicScale(values: readonly number[]): AxisScale {
  const [low, high] = values.length === 0 ? [1, 10] : ends(values.map(Math.log10)).map((exponent) => 10 ** exponent);
  const from = Math.floor(Math.log10(low) + 1e-9);
  const to = Math.max(Math.ceil(Math.log10(high) - 1e-9), from + 1);
  const stride = Math.ceil((to - from) / (maxTicks - 1));
  return {
    share: (value) => (Math.log10(value) - from) / (to - from),
    ticks: multiples(from, to, stride).map((exponent) => 10 ** exponent),
  };
}
