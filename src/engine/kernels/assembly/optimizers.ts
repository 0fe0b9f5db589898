/**
 * Sums the threads' gradients and updates a range of weights. All ranges begin and end at multiples of 16 floats. `next`
 * may equal `weights`: an update reads each weight once before writing it. With `weightDecay` > 0 all weights also shrink
 * by learningRate · weightDecay, decoupled from the update as in AdamW (I. Loshchilov and F. Hutter 2019).
 */

import { sumSquares } from './math';

/** Squares are summed in float32 within this many bytes, then in float64: twice as fast as float64 throughout. */
const stretch: usize = 4096;

/** A smaller sum may have lost squares that underflow in float32, so it is redone in float64. */
const leastSquares: f64 = 1e-30;

/** @returns Σ g² of a range, whatever the magnitude of g. @param squares the float32 sum */
@inline
function orExact(squares: f64, gradients: usize, from: usize, to: usize): f64 {
  return squares < leastSquares ? sumSquares(gradients + from, 1, 0, to - from) : squares;
}

/**
 * Adds the other threads' gradients to thread 0's, in thread order.
 * @param partBytes distance between two threads' gradients
 * @returns Σ g² of the range
 */
export function sumGradients(gradients: usize, partBytes: usize, parts: i32, from: usize, to: usize): f64 {
  let squares: f64 = 0;
  for (let start = from; start < to; start += stretch) {
    let sums = f32x4.splat(0);
    const end = min(to, start + stretch);
    for (let at = start; at < end; at += 16) {
      let g = v128.load(gradients + at);
      for (let part = 1; part < parts; part++) {
        g = f32x4.add(g, v128.load(gradients + <usize>part * partBytes + at));
      }
      v128.store(gradients + at, g);
      sums = f32x4.add(sums, f32x4.mul(g, g));
    }
    squares += total(sums);
  }
  return orExact(squares, gradients, from, to);
}

@inline
function total(sums: v128): f64 {
  return <f64>f32x4.extract_lane(sums, 0) + <f64>f32x4.extract_lane(sums, 1)
    + <f64>f32x4.extract_lane(sums, 2) + <f64>f32x4.extract_lane(sums, 3);
}

/** Clips each gradient of a range to −limit … limit. @returns Σ g² of the result */
export function clipGradients(gradients: usize, from: usize, to: usize, limit: f32): f64 {
  const most = f32x4.splat(limit);
  const least = f32x4.splat(-limit);
  let squares: f64 = 0;
  for (let start = from; start < to; start += stretch) {
    let sums = f32x4.splat(0);
    const end = min(to, start + stretch);
    for (let at = start; at < end; at += 16) {
      const g = f32x4.pmax(f32x4.pmin(v128.load(gradients + at), most), least);
      v128.store(gradients + at, g);
      sums = f32x4.add(sums, f32x4.mul(g, g));
    }
    squares += total(sums);
  }
  return orExact(squares, gradients, from, to);
}

/**
 * Adam with bias correction (D. Kingma and J. Ba 2015, Algorithm 1).
 * @param scale clipping factor for the gradients
 * @param correction1 1 − beta1^step, @param correction2 1 − beta2^step
 */
export function adam(
  weights: usize, next: usize, gradients: usize, first: usize, second: usize, from: usize, to: usize,
  scale: f32, learningRate: f32, beta1: f32, beta2: f32, epsilon: f32, correction1: f32, correction2: f32, weightDecay: f32,
): void {
  const shrink = f32x4.splat(1 - learningRate * weightDecay);
  for (let at = from; at < to; at += 16) {
    const g = f32x4.mul(v128.load(gradients + at), f32x4.splat(scale));
    const m = f32x4.add(
      f32x4.mul(v128.load(first + at), f32x4.splat(beta1)), f32x4.mul(g, f32x4.splat(1 - beta1)),
    );
    const v = f32x4.add(
      f32x4.mul(v128.load(second + at), f32x4.splat(beta2)),
      f32x4.mul(f32x4.mul(g, g), f32x4.splat(1 - beta2)),
    );
    v128.store(first + at, m);
    v128.store(second + at, v);
    const spread = f32x4.add(f32x4.sqrt(f32x4.div(v, f32x4.splat(correction2))), f32x4.splat(epsilon));
    const change = f32x4.div(f32x4.mul(m, f32x4.splat(learningRate / correction1)), spread);
    v128.store(next + at, f32x4.sub(f32x4.mul(v128.load(weights + at), shrink), change));
  }
}

/**
 * RMSprop (T. Hinton, lecture 6e, 2012): w −= learningRate · g / (√(E[g²] + within) + beside). Textbooks and PyTorch add
 * epsilon beside the root, tf.train.rmsprop within it. The other of the two is 0, which changes no bit.
 */
export function rmsprop(
  weights: usize, next: usize, gradients: usize, second: usize, from: usize, to: usize,
  scale: f32, learningRate: f32, decay: f32, within: f32, beside: f32, weightDecay: f32,
): void {
  const shrink = f32x4.splat(1 - learningRate * weightDecay);
  for (let at = from; at < to; at += 16) {
    const g = f32x4.mul(v128.load(gradients + at), f32x4.splat(scale));
    const v = f32x4.add(
      f32x4.mul(v128.load(second + at), f32x4.splat(decay)), f32x4.mul(f32x4.mul(g, g), f32x4.splat(1 - decay)),
    );
    v128.store(second + at, v);
    const spread = f32x4.add(f32x4.sqrt(f32x4.add(v, f32x4.splat(within))), f32x4.splat(beside));
    const change = f32x4.div(f32x4.mul(g, f32x4.splat(learningRate)), spread);
    v128.store(next + at, f32x4.sub(f32x4.mul(v128.load(weights + at), shrink), change));
  }
}

/** Gradient descent with momentum (B. Polyak 1964) as in tf.train.momentum: u = momentum · u + g, w −= learningRate · u. */
export function momentum(
  weights: usize, next: usize, gradients: usize, velocity: usize, from: usize, to: usize,
  scale: f32, learningRate: f32, friction: f32, weightDecay: f32,
): void {
  const shrink = f32x4.splat(1 - learningRate * weightDecay);
  for (let at = from; at < to; at += 16) {
    const g = f32x4.mul(v128.load(gradients + at), f32x4.splat(scale));
    const u = f32x4.add(f32x4.mul(v128.load(velocity + at), f32x4.splat(friction)), g);
    v128.store(velocity + at, u);
    const change = f32x4.mul(u, f32x4.splat(learningRate));
    v128.store(next + at, f32x4.sub(f32x4.mul(v128.load(weights + at), shrink), change));
  }
}
