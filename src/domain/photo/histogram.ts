/** Counts of the 256 grey levels, and statistics of them. */

/** [256] how often each level occurs. */
export type Histogram = Uint32Array;

/** Counts how often each level occurs. */
export function createHistogram(levels: Uint8Array | Uint8ClampedArray): Histogram {
  const histogram = new Uint32Array(256);
  for (const level of levels) histogram[level]++;
  return histogram;
}

/** The level at or below which the share `share` of all pixels lies; the counts must not be all 0. */
export function quantile(histogram: Histogram, share: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let below = 0;
  return histogram.findIndex((count) => (below += count) >= share * total && below > 0);
}

/** Standard deviation of a normal distribution with the same median absolute deviation, which outliers do not move. */
const perMedianDeviation = 1.4826;

/** Typical distance of levels from `centre`, regardless of outliers. */
export function deviationAround(histogram: Histogram, centre: number): number {
  const distances = new Uint32Array(256);
  histogram.forEach((count, level) => (distances[Math.abs(level - centre)] += count));
  return perMedianDeviation * quantile(distances, 0.5);
}

/**
 * The level that best separates dark (up to it) from bright (above it), with the largest variance between the two (N.
 * Otsu, IEEE Transactions on Systems, Man, and Cybernetics, 1979). Null if all pixels have one level.
 */
export function otsuThreshold(histogram: Histogram): number | null {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  const sum = histogram.reduce((moment, count, level) => moment + count * level, 0);
  let best: number | null = null;
  let bestVariance = 0;
  let darkCount = 0;
  let darkSum = 0;
  for (let level = 0; level < 255; level++) {
    darkCount += histogram[level];
    darkSum += histogram[level] * level;
    const brightCount = total - darkCount;
    if (darkCount === 0 || brightCount === 0) continue;
    const between = darkSum / darkCount - (sum - darkSum) / brightCount;
    const variance = darkCount * brightCount * between ** 2;
    if (variance <= bestVariance) continue;
    best = level;
    bestVariance = variance;
  }
  return best;
}
