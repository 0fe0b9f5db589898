/** The dense layer from hidden states to class logits, and the softmax cross-entropy against labels. */

import { block, line, multiplyPanel, outerPanel, sumPanel } from './products';
import { tileRows } from './tile';

/** Marks an empty row of a tile. */
export const noLabel: u8 = 255;

/** In place of a class: every class is wanted alike. As `flatTarget` in src/domain/digit-set.ts. */
const flatTarget: u8 = 254;

/**
 * logits = bias + V h. @param kernel [classBlocks][16 · unitBlocks][16], @param bias [classBlocks][tileRows][16]
 * @param logits [tile][classBlocks][tileRows][16]
 */
export function readoutForward(
  tiles: i32, rows: i32, unitBlocks: i32, classBlocks: i32,
  hidden: usize, hiddenTile: usize, kernel: usize, bias: usize, logits: usize,
): void {
  const logitsTile = <usize>classBlocks * block;
  for (let panel = 0; panel < classBlocks; panel++) {
    const at = <usize>panel * block;
    multiplyPanel(
      tiles, rows, unitBlocks, hidden, hiddenTile,
      kernel + <usize>panel * <usize>unitBlocks * 16 * line, bias + at, 0, logits + at, logitsTile,
    );
  }
}

/**
 * Turns logits into ∂L/∂logits of the mean cross-entropy.
 * @param labels [tile][tileRows] a class, 254 for the uniform distribution as the target, or 255 for an empty row
 * @param scale 1 / batch, @param result receives f64 summed loss in nats, f64 correct answers
 */
export function crossEntropy(
  tiles: i32, classBlocks: i32, classes: i32, logits: usize, labels: usize, scale: f32, result: usize,
): void {
  let loss: f64 = 0;
  let correct: f64 = 0;
  for (let tile = 0; tile < tiles; tile++, logits += <usize>classBlocks * block) {
    for (let row = 0; row < tileRows; row++, labels++) {
      const own = logits + <usize>row * line;
      const label = load<u8>(labels);
      if (label == noLabel) {
        for (let b = 0; b < classBlocks; b++) memory.fill(own + <usize>b * block, 0, line);
        continue;
      }
      const answer = bestClass(own, classes);
      const best = logitOf(own, answer);
      const wanted = label == flatTarget ? meanLogit(own, classes) : <f64>logitOf(own, label);
      // Subtract first: next to logits of 1e30 the logarithm would be lost.
      const logSum = Mathf.log(exponentials(own, classBlocks, classes, best, scale));
      loss += <f64>logSum + (<f64>best - wanted);
      if (answer == <i32>label) correct++;
      if (label == flatTarget) {
        for (let digit = 0; digit < classes; digit++) subtract(placeOf(own, digit), scale / <f32>classes);
      } else {
        subtract(placeOf(own, label), scale);
      }
    }
  }
  store<f64>(result, loss);
  store<f64>(result + 8, correct);
}

@inline
function placeOf(logits: usize, digit: i32): usize {
  return logits + <usize>(digit >> 4) * block + <usize>(digit & 15) * 4;
}

@inline
function logitOf(logits: usize, digit: i32): f32 {
  return load<f32>(placeOf(logits, digit));
}

@inline
function subtract(place: usize, amount: f32): void {
  store<f32>(place, load<f32>(place) - amount);
}

function meanLogit(logits: usize, classes: i32): f64 {
  let sum: f64 = 0;
  for (let digit = 0; digit < classes; digit++) sum += <f64>logitOf(logits, digit);
  return sum / <f64>classes;
}

function bestClass(logits: usize, classes: i32): i32 {
  let best = 0;
  for (let digit = 1; digit < classes; digit++) if (logitOf(logits, digit) > logitOf(logits, best)) best = digit;
  return best;
}

/** Turns logits into softmax · scale, lanes beyond the classes into 0. @returns Σ exp(logit − best) */
function exponentials(logits: usize, classBlocks: i32, classes: i32, best: f32, scale: f32): f32 {
  let sum: f32 = 0;
  for (let digit = 0; digit < classes; digit++) {
    const power = Mathf.exp(logitOf(logits, digit) - best);
    store<f32>(placeOf(logits, digit), power);
    sum += power;
  }
  const factor = scale / sum;
  for (let digit = 0; digit < 16 * classBlocks; digit++) {
    const place = placeOf(logits, digit);
    store<f32>(place, digit < classes ? load<f32>(place) * factor : 0);
  }
  return sum;
}

/** ∂L/∂h = Vᵀ ∂L/∂logits. @param kernelBack [unitBlocks][16 · classBlocks][16], @param zeros one block of zeros */
export function readoutBackward(
  tiles: i32, rows: i32, unitBlocks: i32, classBlocks: i32,
  logits: usize, kernelBack: usize, zeros: usize, hiddenGradient: usize, hiddenTile: usize,
): void {
  for (let unit = 0; unit < unitBlocks; unit++) {
    multiplyPanel(
      tiles, rows, classBlocks, logits, <usize>classBlocks * block,
      kernelBack + <usize>unit * <usize>classBlocks * 16 * line, zeros, 0,
      hiddenGradient + <usize>unit * block, hiddenTile,
    );
  }
}

/** Adds the gradients of kernel and bias over all tiles. */
export function addReadoutGradients(
  tiles: i32, unitBlocks: i32, classBlocks: i32,
  hidden: usize, hiddenTile: usize, logits: usize, kernelGradient: usize, biasGradient: usize,
): void {
  const logitsTile = <usize>classBlocks * block;
  for (let panel = 0; panel < classBlocks; panel++) {
    const from = logits + <usize>panel * block;
    const to = kernelGradient + <usize>panel * <usize>unitBlocks * 16 * line;
    outerPanel(tiles, unitBlocks, hidden, hiddenTile, from, logitsTile, to);
    sumPanel(tiles, from, logitsTile, biasGradient + <usize>panel * line);
  }
}
