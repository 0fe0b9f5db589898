/** Dropout with one mask per sequence, shared by all steps (Y. Gal and Z. Ghahramani 2016). */

import { block } from './products';

/**
 * One sample's mask: 0 with probability `rate`, else 1 / (1 − rate), which preserves the mean. Which units are dropped
 * depends only on seed, sample and unit, not on the thread.
 * @param to [block of 16 units] the sample's line in a tile
 */
export function layDropout(seed: u32, sample: u32, units: i32, rate: f32, to: usize): void {
  const kept: f32 = 1 / (1 - rate);
  const limit = <u32>(<f64>rate * 4294967296);
  const start = scramble(scramble(seed) + sample);
  for (let unit = 0; unit < units; unit++) {
    const place = to + <usize>(unit >> 4) * block + <usize>(unit & 15) * 4;
    store<f32>(place, scramble(start + <u32>unit) < limit ? 0 : kept);
  }
}

/** A bijection of 32 bits in which each input bit flips each output bit half of the time (C. Wellons 2018, `lowbias32`). */
function scramble(bits: u32): u32 {
  bits = (bits ^ (bits >> 16)) * 0x7feb352d;
  bits = (bits ^ (bits >> 15)) * 0x846ca68b;
  return bits ^ (bits >> 16);
}
