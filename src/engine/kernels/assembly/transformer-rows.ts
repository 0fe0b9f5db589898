/** Operations on single tokens: a token is one row of a tile, its lines one block apart. */

import { block, line } from './products';
import { tileRows } from './tile';

/** Sixteen lanes on, then sixteen off. */
const ones = memory.data<u32>([
  0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
  0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff,
  0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
], 16);

/**
 * @param places valid lanes from this block on
 * @returns address of a mask line: all bits set for the block's valid lanes, none for the others
 */
@inline
export function maskOf(places: i32): usize {
  return ones + 4 * <usize>(16 - max(0, min(places, 16)));
}

@inline
export function sumOf(x: v128): f32 {
  return f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/**
 * Lays an image's first tokens into tiles that are all zero.
 * @param order [steps × size] u16, the pixel read as each input, @param inputs [tile][block of 16 pixels][tileRows][16]
 */
export function layTokens(image: usize, order: usize, steps: i32, size: i32, inputs: usize): void {
  const tile = <usize>((size + 15) >> 4) * block;
  for (let step = 0; step < steps; step++) {
    const token = inputs + <usize>(step / tileRows) * tile + <usize>(step % tileRows) * line;
    for (let index = 0; index < size; index++, order += 2) {
      const ink = load<u8>(image + <usize>load<u16>(order));
      if (ink) store<f32>(token + <usize>(index >> 4) * block + <usize>(index & 15) * 4, <f32>ink / 255);
    }
  }
}

/** The mean of a sample's tokens. @param tokens its first tile, @param mean the sample's first line, one block apart */
export function averageTokens(steps: i32, unitBlocks: i32, tokens: usize, mean: usize): void {
  const tile = <usize>unitBlocks * block;
  const share = f32x4.splat(1 / <f32>steps);
  for (let b = 0; b < unitBlocks; b++, tokens += block, mean += block) {
    for (let at: usize = 0; at < line; at += 16) {
      let sum = f32x4.splat(0);
      for (let step = 0; step < steps; step++) {
        const token = tokens + <usize>(step / tileRows) * tile + <usize>(step % tileRows) * line;
        sum = f32x4.add(sum, v128.load(token + at));
      }
      v128.store(mean + at, f32x4.mul(sum, share));
    }
  }
}

/** The backward pass: each token gets its share of the mean's gradient, the rest of the tiles 0. */
export function spreadMean(steps: i32, tiles: i32, unitBlocks: i32, mean: usize, tokens: usize): void {
  const share = f32x4.splat(1 / <f32>steps);
  const zero = f32x4.splat(0);
  for (let tile = 0; tile < tiles; tile++) {
    for (let b = 0; b < unitBlocks; b++) {
      const from = mean + <usize>b * block;
      for (let row = 0; row < tileRows; row++, tokens += line) {
        const counts = tile * tileRows + row < steps;
        for (let at: usize = 0; at < line; at += 16) {
          v128.store(tokens + at, counts ? f32x4.mul(v128.load(from + at), share) : zero);
        }
      }
    }
  }
}

/** sum = a + b, element by element. @param bytes a multiple of 32 */
export function addAll(a: usize, b: usize, sum: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 32, b += 32, sum += 32) {
    const a0 = v128.load(a);
    const a1 = v128.load(a, 16);
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    v128.store(sum, f32x4.add(a0, b0));
    v128.store(sum, f32x4.add(a1, b1), 16);
  }
}

/** Passes gradients where the ReLU's output is positive. @param bytes a multiple of 32 */
export function reluBackward(values: usize, gradients: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  for (const end = values + bytes; values < end; values += 32, gradients += 32) {
    const v0 = v128.load(values);
    const v1 = v128.load(values, 16);
    const g0 = v128.load(gradients);
    const g1 = v128.load(gradients, 16);
    v128.store(gradients, v128.and(g0, f32x4.gt(v0, zero)));
    v128.store(gradients, v128.and(g1, f32x4.gt(v1, zero)), 16);
  }
}
