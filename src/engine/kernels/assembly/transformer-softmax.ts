/** Softmax of each token's attention scores, and its backward pass. Scores lie in tiles [block of 16 keys][tileRows][16]. */

import { block, line } from './products';
import { madd, tileRows } from './tile';
import { maskOf, sumOf } from './transformer-rows';

/**
 * exp x for x ≤ 0 as 2^n · e^r with n = round(x / ln 2) and a polynomial for e^r; coefficients and split of ln 2 from
 * Cephes' `expf` (S. Moshier, netlib.org/cephes). The relative error is at most 1.2e-7 down to x = −87, the lower cutoff.
 */
const coefficients = memory.data<f32>([
  -87, 1.44269504088896341, -0.693359375, 2.12194440e-4,
  1.9875691500e-4, 1.3981999507e-3, 8.3334519073e-3, 4.1665795894e-2, 1.6666665459e-1, 5.0000001201e-1, 1,
], 16);

@inline
function constant(index: usize): v128 {
  return v128.load32_splat(coefficients + 4 * index);
}

/** NaN propagates. */
@inline
function exp(value: v128): v128 {
  const x = f32x4.pmax(value, constant(0));
  const n = f32x4.nearest(f32x4.mul(x, constant(1)));
  const r = madd(n, constant(3), madd(n, constant(2), x));
  let p = madd(constant(4), r, constant(5));
  p = madd(p, r, constant(6));
  p = madd(p, r, constant(7));
  p = madd(p, r, constant(8));
  p = madd(p, r, constant(9));
  p = madd(p, f32x4.mul(r, r), f32x4.add(r, constant(10)));
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return f32x4.mul(p, power);
}

/**
 * Turns scores into probabilities; keys beyond their number get 0, as do those after the query if it is causal.
 * @param scale of the scores: 1 / √d_k
 */
export function softmaxRows(
  tiles: i32, keyBlocks: i32, keyCount: i32, isCausal: bool, scale: f32, scores: usize,
): void {
  const skip = <usize>(keyBlocks - 1) * block;
  for (let tile = 0; tile < tiles; tile++, scores += skip) {
    for (let row = 0; row < tileRows; row++, scores += line) {
      const length = isCausal ? min(keyCount, tile * tileRows + row + 1) : keyCount;
      const largest = f32x4.splat(largestOf(scores, keyBlocks, length));
      const sum = exponentials(scores, keyBlocks, length, f32x4.splat(scale), largest);
      scaleRow(scores, keyBlocks, f32x4.splat(1 / sum));
    }
  }
}

function largestOf(scores: usize, keyBlocks: i32, length: i32): f32 {
  let largest = f32x4.splat(-Infinity);
  const none = largest;
  for (let b = 0; b < keyBlocks; b++, scores += block) {
    const mask = maskOf(length - 16 * b);
    for (let at: usize = 0; at < line; at += 16) {
      const counted = v128.bitselect(v128.load(scores + at), none, v128.load(mask + at));
      largest = f32x4.pmax(largest, counted);
    }
  }
  return Mathf.max(
    Mathf.max(f32x4.extract_lane(largest, 0), f32x4.extract_lane(largest, 1)),
    Mathf.max(f32x4.extract_lane(largest, 2), f32x4.extract_lane(largest, 3)),
  );
}

function exponentials(scores: usize, keyBlocks: i32, length: i32, scale: v128, largest: v128): f32 {
  let sum = f32x4.splat(0);
  for (let b = 0; b < keyBlocks; b++, scores += block) {
    const mask = maskOf(length - 16 * b);
    for (let at: usize = 0; at < line; at += 16) {
      const x = f32x4.mul(f32x4.sub(v128.load(scores + at), largest), scale);
      const power = v128.and(exp(x), v128.load(mask + at));
      v128.store(scores + at, power);
      sum = f32x4.add(sum, power);
    }
  }
  return sumOf(sum);
}

function scaleRow(values: usize, keyBlocks: i32, factor: v128): void {
  for (let b = 0; b < keyBlocks; b++, values += block) {
    for (let at: usize = 0; at < line; at += 16) v128.store(values + at, f32x4.mul(v128.load(values + at), factor));
  }
}

/** Turns ∂L/∂P into ∂L/∂(unscaled scores) = scale · P · (∂L/∂P − Σ P · ∂L/∂P). */
export function softmaxRowsBackward(
  tiles: i32, keyBlocks: i32, scale: f32, probabilities: usize, gradients: usize,
): void {
  const scales = f32x4.splat(scale);
  const skip = <usize>(keyBlocks - 1) * block;
  for (let tile = 0; tile < tiles; tile++, probabilities += skip, gradients += skip) {
    for (let row = 0; row < tileRows; row++, probabilities += line, gradients += line) {
      let products = f32x4.splat(0);
      for (let at: usize = 0; at < <usize>keyBlocks * block; at += block) {
        for (let v = at; v < at + line; v += 16) {
          products = madd(v128.load(probabilities + v), v128.load(gradients + v), products);
        }
      }
      const sum = f32x4.splat(sumOf(products));
      for (let at: usize = 0; at < <usize>keyBlocks * block; at += block) {
        for (let v = at; v < at + line; v += 16) {
          const slope = f32x4.mul(v128.load(probabilities + v), f32x4.sub(v128.load(gradients + v), sum));
          v128.store(gradients + v, f32x4.mul(slope, scales));
        }
      }
    }
  }
}
