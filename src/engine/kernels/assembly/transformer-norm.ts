/**
 * Layer normalization (J. Ba, J. Kiros and G. Hinton 2016) of each token over its units: y = γ · x̂ + β with
 * x̂ = (x − mean) / √(variance + ε). Tokens lie in tiles [block of 16 units][tileRows][16]; lanes of the last block
 * beyond the units are always 0.
 */

import { block, line } from './products';
import { tileRows } from './tile';
import { maskOf, sumOf } from './transformer-rows';

const epsilon: f32 = 1e-5;

/** @param statistics [tile][tileRows][2] receives each token's mean and 1 / √(variance + ε) */
export function normForward(
  tiles: i32, units: i32, x: usize, gamma: usize, beta: usize, y: usize, statistics: usize,
): void {
  const blocks = (units + 15) >> 4;
  const skip = <usize>(blocks - 1) * block;
  for (let tile = 0; tile < tiles; tile++, x += skip, y += skip) {
    for (let row = 0; row < tileRows; row++, x += line, y += line, statistics += 8) {
      const mean = meanOf(x, blocks, units);
      const inverse = <f32>1 / Mathf.sqrt(varianceOf(x, blocks, units, mean) + epsilon);
      store<f32>(statistics, mean);
      store<f32>(statistics, inverse, 4);
      normalize(x, blocks, f32x4.splat(mean), f32x4.splat(inverse), gamma, beta, y);
    }
  }
}

function meanOf(x: usize, blocks: i32, units: i32): f32 {
  let even = f32x4.splat(0);
  let odd = f32x4.splat(0);
  for (let b = 0; b < blocks; b++, x += block) {
    even = f32x4.add(f32x4.add(even, v128.load(x)), v128.load(x, 32));
    odd = f32x4.add(f32x4.add(odd, v128.load(x, 16)), v128.load(x, 48));
  }
  return sumOf(f32x4.add(even, odd)) / <f32>units;
}

function varianceOf(x: usize, blocks: i32, units: i32, mean: f32): f32 {
  const means = f32x4.splat(mean);
  let sum = f32x4.splat(0);
  for (let b = 0; b < blocks; b++, x += block) {
    const mask = maskOf(units - 16 * b);
    for (let at: usize = 0; at < line; at += 16) {
      const d = v128.and(f32x4.sub(v128.load(x + at), means), v128.load(mask + at));
      sum = f32x4.add(sum, f32x4.mul(d, d));
    }
  }
  return sumOf(sum) / <f32>units;
}

function normalize(x: usize, blocks: i32, mean: v128, inverse: v128, gamma: usize, beta: usize, y: usize): void {
  for (let b = 0; b < blocks; b++, x += block, y += block, gamma += line, beta += line) {
    for (let at: usize = 0; at < line; at += 16) {
      const normal = f32x4.mul(f32x4.sub(v128.load(x + at), mean), inverse);
      v128.store(y + at, f32x4.add(f32x4.mul(normal, v128.load(gamma + at)), v128.load(beta + at)));
    }
  }
}

/**
 * ∂L/∂x = past + (g − mean(g) − x̂ · mean(g · x̂)) / √(variance + ε) with g = γ · ∂L/∂y, per token.
 * @param past the gradient through the residual connection; may be the output address
 */
export function normBackward(
  tiles: i32, units: i32, x: usize, gamma: usize, statistics: usize, yGradient: usize, past: usize, xGradient: usize,
): void {
  const tileBytes = <usize>((units + 15) >> 4) * block;
  for (let tile = 0; tile < tiles; tile++) {
    for (let row: usize = 0; row < <usize>tileRows; row++, statistics += 8) {
      const at = <usize>tile * tileBytes + row * line;
      deriveToken(units, x + at, gamma, statistics, yGradient + at, past + at, xGradient + at);
    }
  }
}

function deriveToken(
  units: i32, x: usize, gamma: usize, statistics: usize, yGradient: usize, past: usize, to: usize,
): void {
  const blocks = (units + 15) >> 4;
  const mean = v128.load32_splat(statistics);
  const inverse = v128.load32_splat(statistics, 4);
  let sums = f32x4.splat(0);
  let products = f32x4.splat(0);
  for (let b = 0; b < blocks; b++) {
    const own = <usize>b * block;
    const common = gamma + <usize>b * line;
    for (let at: usize = 0; at < line; at += 16) {
      const g = f32x4.mul(v128.load(yGradient + own + at), v128.load(common + at));
      const normal = f32x4.mul(f32x4.sub(v128.load(x + own + at), mean), inverse);
      sums = f32x4.add(sums, g);
      products = f32x4.add(products, f32x4.mul(g, normal));
    }
  }
  const meanGradient = f32x4.splat(sumOf(sums) / <f32>units);
  const meanProduct = f32x4.splat(sumOf(products) / <f32>units);
  for (let b = 0; b < blocks; b++) {
    const own = <usize>b * block;
    const common = gamma + <usize>b * line;
    const mask = maskOf(units - 16 * b);
    for (let at: usize = 0; at < line; at += 16) {
      const g = f32x4.mul(v128.load(yGradient + own + at), v128.load(common + at));
      const normal = f32x4.mul(f32x4.sub(v128.load(x + own + at), mean), inverse);
      const centred = f32x4.sub(f32x4.sub(g, meanGradient), f32x4.mul(normal, meanProduct));
      const change = v128.and(f32x4.mul(centred, inverse), v128.load(mask + at));
      v128.store(to + own + at, f32x4.add(v128.load(past + own + at), change));
    }
  }
}

/** Adds the gradients of γ, Σ ∂L/∂y · x̂, and of β, Σ ∂L/∂y, over all tokens. */
export function addNormGradients(
  tiles: i32, units: i32, x: usize, statistics: usize, yGradient: usize, gammaGradient: usize, betaGradient: usize,
): void {
  const blocks = (units + 15) >> 4;
  const tile = <usize>blocks * block;
  for (let b = 0; b < blocks; b++, gammaGradient += line, betaGradient += line) {
    for (let at: usize = 0; at < line; at += 16) {
      let gammas = v128.load(gammaGradient + at);
      let betas = v128.load(betaGradient + at);
      let token = statistics;
      for (let t = 0; t < tiles; t++) {
        const place = <usize>t * tile + <usize>b * block + at;
        for (let row: usize = 0; row < block; row += line, token += 8) {
          const g = v128.load(yGradient + place + row);
          const deviation = f32x4.sub(v128.load(x + place + row), v128.load32_splat(token));
          gammas = f32x4.add(gammas, f32x4.mul(g, f32x4.mul(deviation, v128.load32_splat(token, 4))));
          betas = f32x4.add(betas, g);
        }
      }
      v128.store(gammaGradient + at, gammas);
      v128.store(betaGradient + at, betas);
    }
  }
}
