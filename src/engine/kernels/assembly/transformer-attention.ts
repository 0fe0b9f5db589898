/**
 * Multi-head scaled dot-product attention (A. Vaswani et al. 2017) over the tokens of one sample, in both directions:
 * P = softmax(Q Kᵀ / √d_k), O = P V. Tokens beyond the length are masked.
 *
 *   queries, keys, values  tile by tile, [query heads, key heads, value heads][block of 16][tileRows][16]
 *   probabilities          [head][tile][block of 16 keys][tileRows][16]
 *   scratch                a head's keys or values as contiguous tokens, transposed, and gradients; sized in
 *                          transformer/memory-plan.ts
 */

import { block, line, multiplyPanel, outerPanel } from './products';
import { tileRows } from './tile';
import { softmaxRows, softmaxRowsBackward } from './transformer-softmax';
import { transposeKernel } from './weights';

const panel: usize = 16 * line;

/** Lines of a head's tokens, padded to whole tiles and whole blocks of keys. */
@inline
function linesOf(tiles: i32, keyBlocks: i32): i32 {
  return max(tiles * tileRows, 16 * keyBlocks);
}

/** Copies one block of all tokens from the tiles into contiguous lines; lines without a token become 0. */
function gather(from: usize, tileBytes: usize, tiles: i32, lines: i32, to: usize): void {
  for (let tile = 0; tile < tiles; tile++) memory.copy(to + <usize>tile * block, from + <usize>tile * tileBytes, block);
  const end = <usize>tiles * block;
  memory.fill(to + end, 0, <usize>lines * line - end);
}

/** The reverse, for the tiles that exist. */
function scatter(from: usize, to: usize, tileBytes: usize, tiles: i32): void {
  for (let tile = 0; tile < tiles; tile++) memory.copy(to + <usize>tile * tileBytes, from + <usize>tile * block, block);
}

/** @param scale 1 / √d_k, @param outputs [tile][heads][headBlocks][tileRows][16], @param zeros one block of zeros */
export function attentionForward(
  length: i32, heads: i32, headBlocks: i32, scale: f32,
  queries: usize, probabilities: usize, outputs: usize, scratch: usize, zeros: usize,
): void {
  const tiles = (length + tileRows - 1) / tileRows;
  const keyBlocks = (length + 15) >> 4;
  const lines = linesOf(tiles, keyBlocks);
  const lineBytes = <usize>lines * line;
  const own = <usize>headBlocks * block;
  const all = <usize>heads * own;
  const rowTile = 3 * all;
  const scoreTile = <usize>keyBlocks * block;
  const transposed = scratch + <usize>headBlocks * lineBytes;
  for (let head = 0; head < heads; head++, queries += own, outputs += own, probabilities += <usize>tiles * scoreTile) {
    for (let b = 0; b < headBlocks; b++) {
      gather(queries + all + <usize>b * block, rowTile, tiles, lines, scratch + <usize>b * lineBytes);
    }
    transposeKernel(scratch, lineBytes, headBlocks, 0, keyBlocks, transposed);
    for (let key = 0; key < keyBlocks; key++) {
      const keys = transposed + <usize>(key * headBlocks) * panel;
      multiplyPanel(
        tiles, tileRows, headBlocks, queries, rowTile, keys, zeros, 0, probabilities + <usize>key * block, scoreTile,
      );
    }
    softmaxRows(tiles, keyBlocks, length, scale, probabilities);
    for (let b = 0; b < headBlocks; b++) {
      gather(queries + 2 * all + <usize>b * block, rowTile, tiles, lines, scratch);
      multiplyPanel(
        tiles, tileRows, keyBlocks, probabilities, scoreTile, scratch, zeros, 0, outputs + <usize>b * block, all,
      );
    }
  }
}

/** Turns ∂L/∂O into ∂L/∂Q, ∂L/∂K and ∂L/∂V, in the layout of queries, keys and values. */
export function attentionBackward(
  length: i32, heads: i32, headBlocks: i32, scale: f32,
  queries: usize, probabilities: usize, outputGradient: usize, queryGradient: usize, scratch: usize, zeros: usize,
): void {
  const tiles = (length + tileRows - 1) / tileRows;
  const keyBlocks = (length + 15) >> 4;
  const lines = linesOf(tiles, keyBlocks);
  const lineBytes = <usize>lines * line;
  const own = <usize>headBlocks * block;
  const all = <usize>heads * own;
  const rowTile = 3 * all;
  const scoreTile = <usize>keyBlocks * block;
  const transposed = scratch + <usize>headBlocks * lineBytes;
  const sums = transposed + <usize>(keyBlocks * headBlocks) * panel;
  const scoreGradient = sums + lineBytes;
  for (let head = 0; head < heads; head++) {
    // Through O = P V.
    for (let b = 0; b < headBlocks; b++) {
      const at = <usize>b * block;
      gather(queries + 2 * all + at, rowTile, tiles, lines, scratch + <usize>b * lineBytes);
      memory.fill(sums, 0, lineBytes);
      outerPanel(tiles, keyBlocks, probabilities, scoreTile, outputGradient + at, all, sums);
      scatter(sums, queryGradient + 2 * all + at, rowTile, tiles);
    }
    transposeKernel(scratch, lineBytes, headBlocks, 0, keyBlocks, transposed);
    for (let key = 0; key < keyBlocks; key++) {
      const values = transposed + <usize>(key * headBlocks) * panel;
      multiplyPanel(
        tiles, tileRows, headBlocks, outputGradient, all, values, zeros, 0,
        scoreGradient + <usize>key * block, scoreTile,
      );
    }
    softmaxRowsBackward(tiles, keyBlocks, scale, probabilities, scoreGradient);
    // Through Q Kᵀ.
    for (let b = 0; b < headBlocks; b++) {
      const at = <usize>b * block;
      gather(queries + all + at, rowTile, tiles, lines, scratch);
      multiplyPanel(
        tiles, tileRows, keyBlocks, scoreGradient, scoreTile, scratch, zeros, 0, queryGradient + at, rowTile,
      );
      memory.fill(sums, 0, lineBytes);
      outerPanel(tiles, keyBlocks, scoreGradient, scoreTile, queries + at, rowTile, sums);
      scatter(sums, queryGradient + all + at, rowTile, tiles);
    }
    queries += own;
    queryGradient += own;
    outputGradient += own;
    probabilities += <usize>tiles * scoreTile;
  }
}
