/** Lays images out as the inputs of the first layer: [tile][step][block of 16 inputs][tileRows][16], with a mask for each step. */

import { block } from './products';

/**
 * One image of bytes into one place of a tile whose inputs are all zero.
 * @param order [steps × size] u16, which pixel is read when
 * @param inputs the tile's first step at the sample's line, @param masks the tile's, or 0 for a layer without masks
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

/** One sequence of any numbers, [steps × size], likewise. */
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

/** @returns how many steps an image is blank from the first one on */
export function blankSteps(image: usize, order: usize, steps: i32, size: i32): i32 {
  for (let step = 0; step < steps; step++) {
    for (let index = 0; index < size; index++, order += 2) {
      if (load<u8>(image + <usize>load<u16>(order)) != 0) return step;
    }
  }
  return steps;
}
