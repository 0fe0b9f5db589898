/** Positional encoding, which tells the tokens of a sequence apart. */

/**
 * The sines and cosines of A. Vaswani et al. 2017: at step t, unit 2i is sin(t / 10000^(2i / units)), unit 2i + 1 its cosine.
 * @returns [steps × units]
 */
export function sinusoidalPositions(steps: number, units: number): Float32Array {
  return Float32Array.from({ length: steps * units }, (_, index) => {
    const unit = index % units;
    const angle = Math.floor(index / units) / 10_000 ** ((unit - (unit % 2)) / units);
    return unit % 2 === 0 ? Math.sin(angle) : Math.cos(angle);
  });
}
