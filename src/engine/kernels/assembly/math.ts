/**
 * Element-wise functions over ranges of memory. Loops process two vectors at a time, loads first, stores last, neighbours
 * adjacent: V8 pairs them into double-width vectors only in this form.
 */

import { madd } from './tile';

/**
 * tanh as a ratio of odd and even polynomials, tanh x ≈ x P(x²) / Q(x²) for |x| ≤ 7.905, ±1 beyond, with the coefficients
 * of Eigen's `ptanh_float` (eigen.tuxfamily.org, MathFunctionsImpl.h). sigmoid x = ½ + ½ tanh(x / 2). The absolute error
 * of tanh is at most 4.2e-7 (the relative one, too), of sigmoid 2.3e-7; with fused multiply-add 3e-7 and 1.7e-7.
 */
const coefficients = memory.data<f32>([
  7.90531110763549805,
  -2.76076847742355e-16, 2.00018790482477e-13, -8.60467152213735e-11, 5.12229709037114e-08, 1.48572235717979e-05,
  6.37261928875436e-04, 4.89352455891786e-03,
  1.19825839466702e-06, 1.18534705686654e-04, 2.26843463243900e-03, 4.89352518554385e-03,
], 16);

/** to = tanh(from), element by element. @param bytes a multiple of 32 */
export function tanhAll(from: usize, to: usize, bytes: usize): void {
  squash(from, to, bytes, 1, 0);
}

/** to = σ(from), element by element. @param bytes a multiple of 32 */
export function sigmoidAll(from: usize, to: usize, bytes: usize): void {
  squash(from, to, bytes, 0.5, 0.5);
}

/** to = shift + scale · tanh(scale · from). */
function squash(from: usize, to: usize, bytes: usize, scale: f32, shift: f32): void {
  const scales = f32x4.splat(scale);
  const shifts = f32x4.splat(shift);
  const most = v128.load32_splat(coefficients, 0);
  const least = f32x4.neg(most);
  const p13 = v128.load32_splat(coefficients, 4);
  const p11 = v128.load32_splat(coefficients, 8);
  const p9 = v128.load32_splat(coefficients, 12);
  const p7 = v128.load32_splat(coefficients, 16);
  const p5 = v128.load32_splat(coefficients, 20);
  const p3 = v128.load32_splat(coefficients, 24);
  const p1 = v128.load32_splat(coefficients, 28);
  const q6 = v128.load32_splat(coefficients, 32);
  const q4 = v128.load32_splat(coefficients, 36);
  const q2 = v128.load32_splat(coefficients, 40);
  const q0 = v128.load32_splat(coefficients, 44);
  for (const end = from + bytes; from < end; from += 32, to += 32) {
    let x = v128.load(from);
    let y = v128.load(from, 16);
    // pmin and pmax are single instructions and propagate NaN.
    x = f32x4.pmax(f32x4.pmin(f32x4.mul(x, scales), most), least);
    y = f32x4.pmax(f32x4.pmin(f32x4.mul(y, scales), most), least);
    const xx = f32x4.mul(x, x);
    const yy = f32x4.mul(y, y);
    const xq = madd(madd(madd(q6, xx, q4), xx, q2), xx, q0);
    const yq = madd(madd(madd(q6, yy, q4), yy, q2), yy, q0);
    const xp = madd(madd(madd(madd(madd(madd(p13, xx, p11), xx, p9), xx, p7), xx, p5), xx, p3), xx, p1);
    const yp = madd(madd(madd(madd(madd(madd(p13, yy, p11), yy, p9), yy, p7), yy, p5), yy, p3), yy, p1);
    v128.store(to, madd(f32x4.div(f32x4.mul(x, xp), xq), scales, shifts));
    v128.store(to, madd(f32x4.div(f32x4.mul(y, yp), yq), scales, shifts), 16);
  }
}

/** to = max(from, 0), element by element. @param bytes a multiple of 32 */
export function reluAll(from: usize, to: usize, bytes: usize): void {
  const zero = f32x4.splat(0);
  for (const end = from + bytes; from < end; from += 32, to += 32) {
    const x = v128.load(from);
    const y = v128.load(from, 16);
    v128.store(to, f32x4.pmax(x, zero));
    v128.store(to, f32x4.pmax(y, zero), 16);
  }
}

/** Turns gradients by tanh x into those by x, in place. @param values tanh x @param bytes a multiple of 16 */
export function tanhBackward(values: usize, gradients: usize, bytes: usize): void {
  const one = f32x4.splat(1);
  for (const end = values + bytes; values < end; values += 16, gradients += 16) {
    v128.store(gradients, f32x4.mul(v128.load(gradients), tanhSlope(v128.load(values), one)));
  }
}

/** product = a · b, element by element. @param bytes a multiple of 32 */
export function multiplyAll(a: usize, b: usize, product: usize, bytes: usize): void {
  for (const end = a + bytes; a < end; a += 32, b += 32, product += 32) {
    const a0 = v128.load(a);
    const a1 = v128.load(a, 16);
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    v128.store(product, f32x4.mul(a0, b0));
    v128.store(product, f32x4.mul(a1, b1), 16);
  }
}

/**
 * In float64: float32 cannot hold the squares of values below 1e-23 or above 1e19.
 * @returns Σ x² over `count` ranges of `bytes` each, `stride` apart. @param bytes a multiple of 16
 */
export function sumSquares(from: usize, count: i32, stride: usize, bytes: usize): f64 {
  let low = f64x2.splat(0);
  let high = f64x2.splat(0);
  for (let index = 0; index < count; index++, from += stride) {
    for (let at = from; at < from + bytes; at += 16) {
      const x = v128.load(at);
      const x0 = f64x2.promote_low_f32x4(x);
      const x1 = f64x2.promote_low_f32x4(i8x16.shuffle(x, x, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15));
      low = f64x2.add(low, f64x2.mul(x0, x0));
      high = f64x2.add(high, f64x2.mul(x1, x1));
    }
  }
  const sums = f64x2.add(low, high);
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
}

/** y · (1 − y): the derivative of σ, from its value. */
@inline
export function sigmoidSlope(y: v128, one: v128): v128 {
  return f32x4.mul(y, f32x4.sub(one, y));
}

/** 1 − y²: the derivative of tanh, from its value. */
@inline
export function tanhSlope(y: v128, one: v128): v128 {
  return f32x4.sub(one, f32x4.mul(y, y));
}
