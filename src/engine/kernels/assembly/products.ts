/**
 * The three matrix products over the tiles of a shard. Everything is stored in the order it is multiplied:
 *
 *   states    [tile][block of 16 units][tileRows][16]
 *   kernels   [panel of 16 columns][k][16]
 *
 * A kernel panel stays in L1 while all tiles stream past it.
 */

import { multiplyInkPass, multiplyInkRowPass, multiplyPass, multiplyRowPass, outerFourPass, outerInkPass, outerSixPass, passColumns, tileRows } from './tile';

/** A line: 16 floats. */
export const line: usize = 64;
/** One block of a tile. */
export const block: usize = <usize>tileRows * line;
/** Blocks of k per pass: 16 KiB of a panel. */
const cachedBlocks: i32 = 16;

/**
 * c += a · b for one panel and all tiles.
 * @param rows samples computed per tile: 1 or all
 * @param init initial value of c, @param initStride between tiles; 0 to share it
 */
export function multiplyPanel(
  tiles: i32, rows: i32, blocks: i32,
  a: usize, aStride: usize,
  b: usize,
  init: usize, initStride: usize,
  c: usize, cStride: usize,
): void {
  for (let first = 0; first < blocks; first += cachedBlocks) {
    const count = min(cachedBlocks, blocks - first);
    const panel = b + <usize>first * 16 * line;
    for (let tile = 0; tile < tiles; tile++) {
      const left = a + <usize>tile * aStride + <usize>first * block;
      const start = first == 0 ? init + <usize>tile * initStride : c + <usize>tile * cStride;
      const to = c + <usize>tile * cStride;
      if (rows == 1) {
        multiplyRowPass(count, left, panel, start, to);
      } else {
        for (let column: usize = 0; column < line; column += <usize>passColumns * 4) {
          multiplyPass(count, left, panel + column, start + column, to + column);
        }
      }
    }
  }
}

/** The same for pixels: each tile's mask tells which groups of four columns have ink. */
export function multiplyInkPanel(
  tiles: i32, rows: i32,
  masks: usize, masksStride: usize,
  a: usize, aStride: usize,
  b: usize,
  init: usize,
  c: usize, cStride: usize,
): void {
  for (let tile = 0; tile < tiles; tile++) {
    const mask = load<u32>(masks + <usize>tile * masksStride);
    const left = a + <usize>tile * aStride;
    const to = c + <usize>tile * cStride;
    if (rows == 1) {
      multiplyInkRowPass(mask, left, b, init, to);
    } else {
      for (let column: usize = 0; column < line; column += <usize>passColumns * 4) {
        multiplyInkPass(mask, left, b + column, init + column, to + column);
      }
    }
  }
}

/**
 * c += aᵀ · b over `steps` steps of one tile, for one panel of c: blocks × 16 rows.
 * @param a the first block at the first step, @param b the panel at the first step
 */
export function outerPanel(steps: i32, blocks: i32, a: usize, aStep: usize, b: usize, bStep: usize, c: usize): void {
  for (let k = 0; k < blocks; k++) {
    const left = a + <usize>k * block;
    const to = c + <usize>k * 16 * line;
    for (let column: usize = 0; column < line; column += <usize>passColumns * 4) {
      outerSixPass(steps, left, aStep, b + column, bStep, to + column);
      outerSixPass(steps, left + 6 * 4, aStep, b + column, bStep, to + column + 6 * line);
      outerFourPass(steps, left + 12 * 4, aStep, b + column, bStep, to + column + 12 * line);
    }
  }
}

/** The same for pixels. @param groups number of groups of four columns */
export function outerInkPanel(
  steps: i32, groups: i32, masks: usize, a: usize, aStep: usize, b: usize, bStep: usize, c: usize,
): void {
  for (let group = 0; group < groups; group++) {
    const left = a + <usize>(group >> 2) * block + <usize>(group & 3) * 16;
    const to = c + <usize>group * 4 * line;
    for (let column: usize = 0; column < line; column += <usize>passColumns * 4) {
      outerInkPass(steps, left, aStep, b + column, bStep, to + column, masks, 1 << group);
    }
  }
}

/** sums += column sums of one panel over `steps` steps of one tile. */
export function sumPanel(steps: i32, b: usize, bStep: usize, sums: usize): void {
  let s0 = v128.load(sums, 0);
  let s1 = v128.load(sums, 16);
  let s2 = v128.load(sums, 32);
  let s3 = v128.load(sums, 48);
  for (let step = 0; step < steps; step++, b += bStep) {
    for (let row = b; row < b + block; row += line) {
      s0 = f32x4.add(s0, v128.load(row, 0));
      s1 = f32x4.add(s1, v128.load(row, 16));
      s2 = f32x4.add(s2, v128.load(row, 32));
      s3 = f32x4.add(s3, v128.load(row, 48));
    }
  }
  v128.store(sums, s0, 0);
  v128.store(sums, s1, 16);
  v128.store(sums, s2, 32);
  v128.store(sums, s3, 48);
}
