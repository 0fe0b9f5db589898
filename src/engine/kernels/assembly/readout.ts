/** The dense layer from hidden states to class scores, and the softmax cross-entropy against labels. */

import { block, line, multiplyPanel, outerPanel, sumPanel } from './products';
import { tileRows } from './tile';

/** No sample in this place of the tile. */
export const noLabel: u8 = 255;

/**
 * scores = bias + V h. @param kernel [classBlocks][16 · unitBlocks][16], @param bias [classBlocks][tileRows][16]
 * @param scores [tile][classBlocks][tileRows][16]
 */
export function readoutForward(
  tiles: i32, rows: i32, unitBlocks: i32, classBlocks: i32,
  hidden: usize, hiddenTile: usize, kernel: usize, bias: usize, scores: usize,
): void {
  const scoresTile = <usize>classBlocks * block;
  for (let panel = 0; panel < classBlocks; panel++) {
    const at = <usize>panel * block;
    multiplyPanel(
      tiles, rows, unitBlocks, hidden, hiddenTile,
      kernel + <usize>panel * <usize>unitBlocks * 16 * line, bias + at, 0, scores + at, scoresTile,
    );
  }
}

/**
 * Turns scores into ∂L/∂scores of the mean cross-entropy.
 * @param labels [tile][tileRows] a class, or 255 where there is no sample
 * @param scale 1 / batch, @param result receives f64 summed loss in nats, f64 correct answers
 */
export function crossEntropy(
  tiles: i32, classBlocks: i32, classes: i32, scores: usize, labels: usize, scale: f32, result: usize,
): void {
  let loss: f64 = 0;
  let correct: f64 = 0;
  for (let tile = 0; tile < tiles; tile++, scores += <usize>classBlocks * block) {
    for (let row = 0; row < tileRows; row++, labels++) {
      const own = scores + <usize>row * line;
      const label = load<u8>(labels);
      if (label == noLabel) {
        for (let b = 0; b < classBlocks; b++) memory.fill(own + <usize>b * block, 0, line);
        continue;
      }
      const answer = bestClass(own, classes);
      const best = scoreOf(own, answer);
      const right = scoreOf(own, label);
      // The difference first: beside scores of 1e30 the logarithm would be lost.
      const logSum = Mathf.log(exponentials(own, classBlocks, classes, best, scale));
      loss += <f64>logSum + (<f64>best - <f64>right);
      if (answer == <i32>label) correct++;
      const place = placeOf(own, label);
      store<f32>(place, load<f32>(place) - scale);
    }
  }
  store<f64>(result, loss);
  store<f64>(result + 8, correct);
}

@inline
function placeOf(scores: usize, digit: i32): usize {
  return scores + <usize>(digit >> 4) * block + <usize>(digit & 15) * 4;
}

@inline
function scoreOf(scores: usize, digit: i32): f32 {
  return load<f32>(placeOf(scores, digit));
}

function bestClass(scores: usize, classes: i32): i32 {
  let best = 0;
  for (let digit = 1; digit < classes; digit++) if (scoreOf(scores, digit) > scoreOf(scores, best)) best = digit;
  return best;
}

/** Scores become softmax · scale, places beyond the classes 0. @returns the sum of exp(score − best) */
function exponentials(scores: usize, classBlocks: i32, classes: i32, best: f32, scale: f32): f32 {
  let sum: f32 = 0;
  for (let digit = 0; digit < classes; digit++) {
    const power = Mathf.exp(scoreOf(scores, digit) - best);
    store<f32>(placeOf(scores, digit), power);
    sum += power;
  }
  const factor = scale / sum;
  for (let digit = 0; digit < 16 * classBlocks; digit++) {
    const place = placeOf(scores, digit);
    store<f32>(place, digit < classes ? load<f32>(place) * factor : 0);
  }
  return sum;
}

/** ∂L/∂h = Vᵀ ∂L/∂scores. @param kernelBack [unitBlocks][16 · classBlocks][16], @param zeros one block of zeros */
export function readoutBackward(
  tiles: i32, rows: i32, unitBlocks: i32, classBlocks: i32,
  scores: usize, kernelBack: usize, zeros: usize, hiddenGradient: usize, hiddenTile: usize,
): void {
  for (let unit = 0; unit < unitBlocks; unit++) {
    multiplyPanel(
      tiles, rows, classBlocks, scores, <usize>classBlocks * block,
      kernelBack + <usize>unit * <usize>classBlocks * 16 * line, zeros, 0,
      hiddenGradient + <usize>unit * block, hiddenTile,
    );
  }
}

/** Adds the gradients of kernel and bias, over all tiles. */
export function addReadoutGradients(
  tiles: i32, unitBlocks: i32, classBlocks: i32,
  hidden: usize, hiddenTile: usize, scores: usize, kernelGradient: usize, biasGradient: usize,
): void {
  const scoresTile = <usize>classBlocks * block;
  for (let panel = 0; panel < classBlocks; panel++) {
    const from = scores + <usize>panel * block;
    const to = kernelGradient + <usize>panel * <usize>unitBlocks * 16 * line;
    outerPanel(tiles, unitBlocks, hidden, hiddenTile, from, scoresTile, to);
    sumPanel(tiles, from, scoresTile, biasGradient + <usize>panel * line);
  }
}
