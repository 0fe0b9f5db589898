/**
 * Plain RNN (J. Elman 1990): h = φ(U x_t + W h_{t−1} + b) with φ = tanh, sigmoid or ReLU. Panel u holds unit block u.
 */

import { Layer } from './layer';
import { reluAll, sigmoidAll, sigmoidSlope, tanhAll, tanhSlope } from './math';
import { block } from './products';
import { clearBeyond, multiplyBack, multiplyBackToInputs, multiplyInputs, multiplyState } from './step';

/** Computes step `step` for tiles 0 to `tiles` − 1. */
export function rnnForward(layer: Layer, step: usize, tiles: i32): void {
  const before = step * layer.stateStep;
  const after = before + layer.stateStep;
  for (let unit = 0; unit < layer.unitBlocks; unit++) {
    multiplyInputs(layer, step, tiles, unit);
    multiplyState(layer, layer.hidden + before, step, tiles, unit);
    const at = <usize>unit * block;
    for (let tile: usize = 0; tile < <usize>tiles; tile++) {
      const sums = layer.gates + tile * layer.gatesTile + step * layer.gatesStep + at;
      const hidden = layer.hidden + tile * layer.stateTile + after + at;
      activate(sums, hidden, layer.activation, layer.rowBytes);
      clearBeyond(layer.units - 16 * unit, hidden, layer.rowBytes);
    }
  }
}

function activate(sums: usize, hidden: usize, activation: i32, bytes: usize): void {
  if (activation == 0) tanhAll(sums, hidden, bytes);
  else if (activation == 1) sigmoidAll(sums, hidden, bytes);
  else reluAll(sums, hidden, bytes);
}

/** Turns ∂L/∂h_t into the gradients of the pre-activations, h_(t-1) and x_t. @param add whether h_(t-1) already has one */
export function rnnBackward(layer: Layer, step: usize, tiles: i32, add: bool): void {
  const before = step * layer.stateStep;
  const after = before + layer.stateStep;
  for (let tile: usize = 0; tile < <usize>tiles; tile++) {
    for (let unit: usize = 0; unit < <usize>layer.unitBlocks; unit++) {
      const state = tile * layer.stateTile + after + unit * block;
      const sums = layer.gates + tile * layer.gatesTile + step * layer.gatesStep + unit * block;
      derive(sums, layer.hidden + state, layer.hiddenGradient + state, layer.activation, layer.rowBytes);
    }
  }
  if (step > 0) {
    const to = layer.hiddenGradient + before;
    multiplyBack(
      layer, step, tiles, 0, layer.panels, add ? to : layer.zeros, add ? layer.stateTile : 0, to, layer.stateTile,
    );
  }
  multiplyBackToInputs(layer, step, tiles);
}

function derive(sums: usize, hidden: usize, hiddenGradient: usize, activation: i32, bytes: usize): void {
  const one = f32x4.splat(1);
  const zero = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const h = v128.load(hidden + at);
    const dHidden = v128.load(hiddenGradient + at);
    if (activation == 0) v128.store(sums + at, f32x4.mul(dHidden, tanhSlope(h, one)));
    else if (activation == 1) v128.store(sums + at, f32x4.mul(dHidden, sigmoidSlope(h, one)));
    else v128.store(sums + at, v128.and(dHidden, f32x4.gt(h, zero)));
  }
}
