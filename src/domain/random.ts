/**
 * Seeded randomness. Each use has its own stream, named by seed, purpose and index, so that the order of the digits in
 * epoch 7 does not depend on whether epochs 1 to 6 ran in this process.
 */

import { uniformFloat32 } from 'pure-rand/distribution/uniformFloat32';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

const purposes = {
  weights: 1,
  order: 2,
  lastSteps: 3,
  dropout: 4,
  probes: 5,
  rows: 6,
  augmentation: 7,
  fineTune: 8,
  heldBack: 9,
  trainingDigits: 10,
  strips: 11,
  ownAnswers: 12,
  firstRows: 13,
  nonDigits: 14,
} as const;

export type RandomStream = {
  /** Uniform in [low, high). */
  uniform(low: number, high: number): number;
  /** Uniform integer in [0, limit). */
  integer(limit: number): number;
};

/** @param seed an integer from 0 to 2^32 − 1 */
export function randomStream(seed: number, purpose: keyof typeof purposes, index = 0): RandomStream {
  const generator = xoroshiro128plus(mix(mix(mix(seed) ^ purposes[purpose]) ^ index));
  return {
    uniform: (low, high) => low + (high - low) * uniformFloat32(generator),
    integer: (limit) => uniformInt(generator, 0, limit - 1),
  };
}

/** Scatters neighbouring integers: the 32-bit finalizer of MurmurHash3 (A. Appleby, public domain). */
function mix(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) + 1;
}
