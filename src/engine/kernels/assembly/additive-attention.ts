/**
 * Additive attention of a decoder's step over the states of an encoder (D. Bahdanau, K. Cho and Y. Bengio 2015):
 * e_j = vᵀ tanh(W_k m_j + W_q h + b), α = softmax(e), context = Σ α_j m_j. Every sample of a tile has its own.
 *
 *   memory   m_j: [step][memoryBlocks][tileRows][16], steps `memoryStep` apart; its gradient likewise
 *   keys     W_k m_j: [step][blocks][tileRows][16]; its gradient likewise
 *   query    W_q h + b: [blocks][tileRows][16], energy v: [blocks][16]
 *   weights  α: [step][tileRows] f32
 */

import { tanhAll, tanhSlope } from './math';
import { block, line } from './products';
import { madd, tileRows } from './tile';
import { addAll, sumOf } from './transformer-rows';

/** Bytes of one step's numbers, one for each sample. */
const numbers: usize = <usize>tileRows * 4;

/** Apart, because parameters named `memory` hide the global. */
@inline
function clear(to: usize, bytes: usize): void {
  memory.fill(to, 0, bytes);
}

/** scratch = tanh(key + query). */
@inline
function squashSum(key: usize, query: usize, scratch: usize, blocks: i32): void {
  const bytes = <usize>blocks * block;
  addAll(key, query, scratch, bytes);
  tanhAll(scratch, scratch, bytes);
}

/** @param scratch [blocks][tileRows][16] @param context receives [memoryBlocks][tileRows][16] */
export function additiveForward(
  steps: i32, blocks: i32, memoryBlocks: i32, keys: usize, query: usize, energy: usize,
  memory: usize, memoryStep: usize, weights: usize, context: usize, scratch: usize,
): void {
  for (let step: usize = 0; step < <usize>steps; step++) {
    squashSum(keys + step * <usize>blocks * block, query, scratch, blocks);
    for (let row: usize = 0; row < <usize>tileRows; row++) {
      let sum = f32x4.splat(0);
      for (let b: usize = 0; b < <usize>blocks; b++) {
        for (let at: usize = 0; at < line; at += 16) {
          sum = madd(v128.load(scratch + b * block + row * line + at), v128.load(energy + b * line + at), sum);
        }
      }
      store<f32>(weights + step * numbers + row * 4, sumOf(sum));
    }
  }
  for (let row: usize = 0; row < <usize>tileRows; row++) softmaxOf(steps, weights + row * 4);
  for (let b: usize = 0; b < <usize>memoryBlocks; b++) {
    for (let row: usize = 0; row < <usize>tileRows; row++) {
      mix(steps, weights + row * 4, memory + b * block + row * line, memoryStep, context + b * block + row * line);
    }
  }
}

/** Softmax over the steps of one sample. */
function softmaxOf(steps: i32, weights: usize): void {
  let largest = load<f32>(weights);
  for (let step: usize = 1; step < <usize>steps; step++) largest = Mathf.max(largest, load<f32>(weights + step * numbers));
  let sum: f32 = 0;
  for (let step: usize = 0; step < <usize>steps; step++) {
    const power = Mathf.exp(load<f32>(weights + step * numbers) - largest);
    store<f32>(weights + step * numbers, power);
    sum += power;
  }
  for (let step: usize = 0; step < <usize>steps; step++) {
    store<f32>(weights + step * numbers, load<f32>(weights + step * numbers) / sum);
  }
}

/** to = Σ α_j m_j for one line. */
function mix(steps: i32, weights: usize, memory: usize, memoryStep: usize, to: usize): void {
  let c0 = f32x4.splat(0);
  let c1 = c0;
  let c2 = c0;
  let c3 = c0;
  for (let step = 0; step < steps; step++, weights += numbers, memory += memoryStep) {
    const weight = v128.load32_splat(weights);
    c0 = madd(weight, v128.load(memory, 0), c0);
    c1 = madd(weight, v128.load(memory, 16), c1);
    c2 = madd(weight, v128.load(memory, 32), c2);
    c3 = madd(weight, v128.load(memory, 48), c3);
  }
  v128.store(to, c0, 0);
  v128.store(to, c1, 16);
  v128.store(to, c2, 32);
  v128.store(to, c3, 48);
}

/**
 * Adds to the gradients of memory, keys and energy; writes that of the query.
 * @param contextGradient [memoryBlocks][tileRows][16], @param slopes room for ∂L/∂e, like the weights
 */
export function additiveBackward(
  steps: i32, blocks: i32, memoryBlocks: i32, keys: usize, query: usize, energy: usize,
  memory: usize, memoryStep: usize, weights: usize, contextGradient: usize, scratch: usize,
  memoryGradient: usize, keyGradient: usize, queryGradient: usize, energyGradient: usize, slopes: usize,
): void {
  for (let step: usize = 0; step < <usize>steps; step++) {
    for (let row: usize = 0; row < <usize>tileRows; row++) {
      const place = step * numbers + row * 4;
      const at = step * memoryStep + row * line;
      const slope = unmix(
        memoryBlocks, load<f32>(weights + place), contextGradient + row * line, memory + at, memoryGradient + at,
      );
      store<f32>(slopes + place, slope);
    }
  }
  for (let row: usize = 0; row < <usize>tileRows; row++) softmaxBack(steps, weights + row * 4, slopes + row * 4);
  clear(queryGradient, <usize>blocks * block);
  for (let step: usize = 0; step < <usize>steps; step++) {
    const at = step * <usize>blocks * block;
    squashSum(keys + at, query, scratch, blocks);
    for (let b: usize = 0; b < <usize>blocks; b++) {
      const own = b * block;
      unsquash(
        scratch + own, energy + b * line, slopes + step * numbers,
        keyGradient + at + own, queryGradient + own, energyGradient + b * line,
      );
    }
  }
}

/** ∂L/∂m += α ∂L/∂context for one sample and step. @returns ∂L/∂α = m · ∂L/∂context */
function unmix(memoryBlocks: i32, weight: f32, contextGradient: usize, memory: usize, memoryGradient: usize): f32 {
  const weights = f32x4.splat(weight);
  let sum = f32x4.splat(0);
  for (let b: usize = 0; b < <usize>memoryBlocks * block; b += block) {
    for (let at = b; at < b + line; at += 16) {
      const gradient = v128.load(contextGradient + at);
      sum = madd(gradient, v128.load(memory + at), sum);
      v128.store(memoryGradient + at, madd(weights, gradient, v128.load(memoryGradient + at)));
    }
  }
  return sumOf(sum);
}

/** Turns ∂L/∂α into ∂L/∂e = α (∂L/∂α − Σ α ∂L/∂α), in place. */
function softmaxBack(steps: i32, weights: usize, slopes: usize): void {
  let sum: f32 = 0;
  for (let step: usize = 0; step < <usize>steps; step++) {
    sum += load<f32>(weights + step * numbers) * load<f32>(slopes + step * numbers);
  }
  for (let step: usize = 0; step < <usize>steps; step++) {
    const place = step * numbers;
    store<f32>(slopes + place, load<f32>(weights + place) * (load<f32>(slopes + place) - sum));
  }
}

/** Backward through vᵀ tanh(…) for one block of all samples. @param squashed [tileRows][16] tanh(key + query) */
function unsquash(
  squashed: usize, energy: usize, slopes: usize, keyGradient: usize, queryGradient: usize, energyGradient: usize,
): void {
  const one = f32x4.splat(1);
  for (let at: usize = 0; at < line; at += 16) {
    const factor = v128.load(energy + at);
    let sum = v128.load(energyGradient + at);
    for (let row: usize = 0; row < <usize>tileRows; row++) {
      const place = row * line + at;
      const slope = v128.load32_splat(slopes + row * 4);
      const value = v128.load(squashed + place);
      sum = madd(slope, value, sum);
      const inner = f32x4.mul(f32x4.mul(slope, factor), tanhSlope(value, one));
      v128.store(keyGradient + place, f32x4.add(v128.load(keyGradient + place), inner));
      v128.store(queryGradient + place, f32x4.add(v128.load(queryGradient + place), inner));
    }
    v128.store(energyGradient + at, sum);
  }
}
