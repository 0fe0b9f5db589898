/** The surprise of each row, −log p(row | rows above), as bars on a scale. */

/** Possible ends of the scale, in nats. */
const ends = [2, 5, 10, 20, 50, 100, 200, 500, 1000];

/**
 * The smallest end that fits all surprises, else the largest. @param logLikelihood [rows], at most 0; values that are
 * not finite are ignored
 */
export function scaleEnd(logLikelihood: Float32Array): number {
  const most = logLikelihood.reduce((largest, nats) => (Number.isFinite(nats) ? Math.max(largest, -nats) : largest), 0);
  return ends.find((end) => end >= most) ?? ends[ends.length - 1];
}

/** −log p(x) of the whole image, in nats. */
export function totalSurprise(logLikelihood: Float32Array): number {
  return logLikelihood.reduce((sum, nats) => sum - nats, 0);
}
