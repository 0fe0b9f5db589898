/**
 * Multi-head scaled dot-product attention (A. Vaswani et al. 2017) of one sample's tokens to its tokens, or to those of
 * another sequence: P = softmax(Q Kᵀ / √d_k), O = P V. Keys beyond their number are masked, and if it is causal, those
 * after the query.
 *
 *   queries, keys, values  tile by tile, each [head][block of 16][tileRows][16]; keys and values lie equally far apart
 *   probabilities          [head][tile of queries][block of 16 keys][tileRows][16]
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

/**
 * @param queryTile, @param keyTile bytes from one tile to the next, @param scale 1 / √d_k
 * @param outputs [tile][heads][headBlocks][tileRows][16], @param zeros one block of zeros
 */
export function attentionForward(
  queryCount: i32, keyCount: i32, heads: i32, headBlocks: i32, scale: f32, isCausal: bool,
  queries: usize, queryTile: usize, keys: usize, values: usize, keyTile: usize,
  probabilities: usize, outputs: usize, scratch: usize, zeros: usize,
): void {
  const tiles = (queryCount + tileRows - 1) / tileRows;
  const keyTiles = (keyCount + tileRows - 1) / tileRows;
  const keyBlocks = (keyCount + 15) >> 4;
  const lines = linesOf(keyTiles, keyBlocks);
  const lineBytes = <usize>lines * line;
  const own = <usize>headBlocks * block;
  const all = <usize>heads * own;
  const scoreTile = <usize>keyBlocks * block;
  const transposed = scratch + <usize>headBlocks * lineBytes;
  for (let head = 0; head < heads; head++) {
    for (let b = 0; b < headBlocks; b++) {
      gather(keys + <usize>b * block, keyTile, keyTiles, lines, scratch + <usize>b * lineBytes);
    }
    transposeKernel(scratch, lineBytes, headBlocks, 0, keyBlocks, transposed);
    for (let key = 0; key < keyBlocks; key++) {
      const panels = transposed + <usize>(key * headBlocks) * panel;
      multiplyPanel(
        tiles, tileRows, headBlocks, queries, queryTile, panels, zeros, 0,
        probabilities + <usize>key * block, scoreTile,
      );
    }
    softmaxRows(tiles, keyBlocks, keyCount, isCausal, scale, probabilities);
    for (let b = 0; b < headBlocks; b++) {
      gather(values + <usize>b * block, keyTile, keyTiles, lines, scratch);
      multiplyPanel(
        tiles, tileRows, keyBlocks, probabilities, scoreTile, scratch, zeros, 0, outputs + <usize>b * block, all,
      );
    }
    queries += own;
    keys += own;
    values += own;
    outputs += own;
    probabilities += <usize>tiles * scoreTile;
  }
}

/** Turns ∂L/∂O into ∂L/∂Q, ∂L/∂K and ∂L/∂V, in the layout of queries, keys and values. */
export function attentionBackward(
  queryCount: i32, keyCount: i32, heads: i32, headBlocks: i32, scale: f32,
  queries: usize, queryTile: usize, keys: usize, values: usize, keyTile: usize,
  probabilities: usize, outputGradient: usize, queryGradient: usize, keyGradient: usize, valueGradient: usize,
  scratch: usize, zeros: usize,
): void {
  const tiles = (queryCount + tileRows - 1) / tileRows;
  const keyTiles = (keyCount + tileRows - 1) / tileRows;
  const keyBlocks = (keyCount + 15) >> 4;
  const lines = linesOf(keyTiles, keyBlocks);
  const lineBytes = <usize>lines * line;
  const own = <usize>headBlocks * block;
  const all = <usize>heads * own;
  const scoreTile = <usize>keyBlocks * block;
  const transposed = scratch + <usize>headBlocks * lineBytes;
  const sums = transposed + <usize>(keyBlocks * headBlocks) * panel;
  const scoreGradient = sums + lineBytes;
  for (let head = 0; head < heads; head++) {
    // Through O = P V.
    for (let b = 0; b < headBlocks; b++) {
      const at = <usize>b * block;
      gather(values + at, keyTile, keyTiles, lines, scratch + <usize>b * lineBytes);
      memory.fill(sums, 0, lineBytes);
      outerPanel(tiles, keyBlocks, probabilities, scoreTile, outputGradient + at, all, sums);
      scatter(sums, valueGradient + at, keyTile, keyTiles);
    }
    transposeKernel(scratch, lineBytes, headBlocks, 0, keyBlocks, transposed);
    for (let key = 0; key < keyBlocks; key++) {
      const panels = transposed + <usize>(key * headBlocks) * panel;
      multiplyPanel(
        tiles, tileRows, headBlocks, outputGradient, all, panels, zeros, 0,
        scoreGradient + <usize>key * block, scoreTile,
      );
    }
    softmaxRowsBackward(tiles, keyBlocks, scale, probabilities, scoreGradient);
    // Through Q Kᵀ.
    for (let b = 0; b < headBlocks; b++) {
      const at = <usize>b * block;
      gather(keys + at, keyTile, keyTiles, lines, scratch);
      multiplyPanel(
        tiles, tileRows, keyBlocks, scoreGradient, scoreTile, scratch, zeros, 0, queryGradient + at, queryTile,
      );
      memory.fill(sums, 0, lineBytes);
      outerPanel(tiles, keyBlocks, scoreGradient, scoreTile, queries + at, queryTile, sums);
      scatter(sums, keyGradient + at, keyTile, keyTiles);
    }
    queries += own;
    keys += own;
    values += own;
    queryGradient += own;
    keyGradient += own;
    valueGradient += own;
    outputGradient += own;
    probabilities += <usize>tiles * scoreTile;
  }
}
