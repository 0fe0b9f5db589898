/** Lays images out as first-layer inputs: [tile][step][block of 16 inputs][tileRows][16], with a mask per step. */

import { block } from './products';

/**
 * Lays one image of bytes into its place in a tile whose inputs are all zero.
 * @param order [steps × size] u16, the pixel read as each input
 * @param inputs the sample's line in the tile's first step, @param masks the tile's, or 0 for a layer without masks
 */
export function layImage(
  image: usize, order: usize, steps: i32, size: i32, inputs: usize, inputStep: usize, masks: usize,
): void {
  for (let step = 0; step < steps; step++, inputs += inputStep) {
    let mask: u32 = 0;
    for (let index = 0; index < size; index++, order += 2) {
      const ink = load<u8>(image + <usize>load<u16>(order));
      if (ink == 0) continue;
      store<f32>(inputs + <usize>(index >> 4) * block + <usize>(index & 15) * 4, <f32>ink / 255);
      mask |= 1 << (index >> 2);
    }
    if (masks) {
      store<u32>(masks, load<u32>(masks) | mask);
      masks += 4;
    }
  }
}

/** The same for one sequence of any numbers, [steps × size]. */
export function laySequence(
  sequence: usize, steps: i32, size: i32, inputs: usize, inputStep: usize, masks: usize,
): void {
  for (let step = 0; step < steps; step++, inputs += inputStep) {
    let mask: u32 = 0;
    for (let index = 0; index < size; index++, sequence += 4) {
      const value = load<f32>(sequence);
      if (value == 0) continue;
      store<f32>(inputs + <usize>(index >> 4) * block + <usize>(index & 15) * 4, value);
      mask |= 1 << (index >> 2);
    }
    if (masks) {
      store<u32>(masks, load<u32>(masks) | mask);
      masks += 4;
    }
  }
}

/** @returns the number of blank steps before the first ink */
export function blankSteps(image: usize, order: usize, steps: i32, size: i32): i32 {
  for (let step = 0; step < steps; step++) {
    for (let index = 0; index < size; index++, order += 2) {
      if (load<u8>(image + <usize>load<u16>(order)) != 0) return step;
    }
  }
  return steps;
}
