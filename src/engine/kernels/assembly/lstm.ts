/**
 * LSTM. i, f, o = σ(U x_t + W h_{t−1} + b), g = tanh(U x_t + W h_{t−1} + b), c = f·c_{t−1} + i·g, h = o·tanh(c):
 * S. Hochreiter and J. Schmidhuber 1997, with the forget gate of F. Gers et al. 2000. Kernel panel 4u + k is gate k of
 * i, f, o, g for unit block u: a unit's four gates are adjacent, the three sigmoid gates first.
 */

import { Layer } from './layer';
import { multiplyAll, sigmoidAll, sigmoidSlope, tanhAll, tanhSlope } from './math';
import { block } from './products';
import { clearBeyond, multiplyBack, multiplyBackToInputs, multiplyInputs, multiplyState } from './step';
import { madd } from './tile';

/** Computes step `step` for tiles 0 to `tiles` − 1. */
export function lstmForward(layer: Layer, step: usize, tiles: i32): void {
  const before = step * layer.stateStep;
  const after = before + layer.stateStep;
  for (let unit = 0; unit < layer.unitBlocks; unit++) {
    for (let panel = 4 * unit; panel < 4 * unit + 4; panel++) {
      multiplyInputs(layer, step, tiles, panel);
      multiplyState(layer, layer.hidden + before, step, tiles, panel);
    }
    const at = <usize>unit * block;
    for (let tile: usize = 0; tile < <usize>tiles; tile++) {
      const gates = layer.gates + tile * layer.gatesTile + step * layer.gatesStep + 4 * at;
      const state = tile * layer.stateTile + at;
      for (let gate: usize = 0; gate < 4; gate++) {
        clearBeyond(layer.units - 16 * unit, gates + gate * block, layer.rowBytes);
      }
      activate(
        gates, layer.cell + state + before, layer.cell + state + after,
        layer.squashed + state + after, layer.hidden + state + after, layer.rowBytes,
      );
    }
  }
}

/** Activates one block of units of one tile. */
function activate(
  gates: usize, cellBefore: usize, cell: usize, squashed: usize, hidden: usize, bytes: usize,
): void {
  if (bytes == block) {
    sigmoidAll(gates, gates, 3 * block);
  } else {
    for (let gate: usize = 0; gate < 3; gate++) sigmoidAll(gates + gate * block, gates + gate * block, bytes);
  }
  tanhAll(gates + 3 * block, gates + 3 * block, bytes);
  updateCell(gates, cellBefore, cell, bytes);
  tanhAll(cell, squashed, bytes);
  multiplyAll(gates + 2 * block, squashed, hidden, bytes);
}

/** c = f · c_{t−1} + i · g. */
function updateCell(inputGate: usize, cellBefore: usize, cell: usize, bytes: usize): void {
  let forgetGate = inputGate + block;
  let candidate = inputGate + 3 * block;
  for (const end = inputGate + bytes; inputGate < end; ) {
    const i0 = v128.load(inputGate);
    const i1 = v128.load(inputGate, 16);
    const f0 = v128.load(forgetGate);
    const f1 = v128.load(forgetGate, 16);
    const g0 = v128.load(candidate);
    const g1 = v128.load(candidate, 16);
    const c0 = v128.load(cellBefore);
    const c1 = v128.load(cellBefore, 16);
    v128.store(cell, madd(f0, c0, f32x4.mul(i0, g0)));
    v128.store(cell, madd(f1, c1, f32x4.mul(i1, g1)), 16);
    inputGate += 32;
    forgetGate += 32;
    candidate += 32;
    cellBefore += 32;
    cell += 32;
  }
}

/** Turns ∂L/∂h_t and ∂L/∂c_t into those by gates, h_(t-1), c_(t-1), x_t. @param add whether h_(t-1) already has one */
export function lstmBackward(layer: Layer, step: usize, tiles: i32, add: bool): void {
  const before = step * layer.stateStep;
  const after = before + layer.stateStep;
  for (let tile: usize = 0; tile < <usize>tiles; tile++) {
    for (let unit: usize = 0; unit < <usize>layer.unitBlocks; unit++) {
      const at = unit * block;
      const gates = layer.gates + tile * layer.gatesTile + step * layer.gatesStep + 4 * at;
      const state = tile * layer.stateTile + at;
      derive(
        gates, layer.cell + state + before, layer.squashed + state + after, layer.hiddenGradient + state + after,
        layer.carry + tile * layer.carryTile + at, layer.rowBytes,
      );
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

function derive(
  inputGate: usize, cellBefore: usize, squashed: usize, hiddenGradient: usize, cellGradient: usize, bytes: usize,
): void {
  const one = f32x4.splat(1);
  let forgetGate = inputGate + block;
  let outputGate = inputGate + 2 * block;
  let candidate = inputGate + 3 * block;
  for (const end = inputGate + bytes; inputGate < end; ) {
    const i0 = v128.load(inputGate);
    const i1 = v128.load(inputGate, 16);
    const f0 = v128.load(forgetGate);
    const f1 = v128.load(forgetGate, 16);
    const o0 = v128.load(outputGate);
    const o1 = v128.load(outputGate, 16);
    const g0 = v128.load(candidate);
    const g1 = v128.load(candidate, 16);
    const c0 = v128.load(cellBefore);
    const c1 = v128.load(cellBefore, 16);
    const s0 = v128.load(squashed);
    const s1 = v128.load(squashed, 16);
    const dHidden0 = v128.load(hiddenGradient);
    const dHidden1 = v128.load(hiddenGradient, 16);
    const carried0 = v128.load(cellGradient);
    const carried1 = v128.load(cellGradient, 16);
    const dCell0 = madd(f32x4.mul(dHidden0, o0), tanhSlope(s0, one), carried0);
    const dCell1 = madd(f32x4.mul(dHidden1, o1), tanhSlope(s1, one), carried1);
    v128.store(inputGate, f32x4.mul(f32x4.mul(dCell0, g0), sigmoidSlope(i0, one)));
    v128.store(inputGate, f32x4.mul(f32x4.mul(dCell1, g1), sigmoidSlope(i1, one)), 16);
    v128.store(forgetGate, f32x4.mul(f32x4.mul(dCell0, c0), sigmoidSlope(f0, one)));
    v128.store(forgetGate, f32x4.mul(f32x4.mul(dCell1, c1), sigmoidSlope(f1, one)), 16);
    v128.store(outputGate, f32x4.mul(f32x4.mul(dHidden0, s0), sigmoidSlope(o0, one)));
    v128.store(outputGate, f32x4.mul(f32x4.mul(dHidden1, s1), sigmoidSlope(o1, one)), 16);
    v128.store(candidate, f32x4.mul(f32x4.mul(dCell0, i0), tanhSlope(g0, one)));
    v128.store(candidate, f32x4.mul(f32x4.mul(dCell1, i1), tanhSlope(g1, one)), 16);
    v128.store(cellGradient, f32x4.mul(dCell0, f0));
    v128.store(cellGradient, f32x4.mul(dCell1, f1), 16);
    inputGate += 32;
    forgetGate += 32;
    outputGate += 32;
    candidate += 32;
    cellBefore += 32;
    squashed += 32;
    hiddenGradient += 32;
    cellGradient += 32;
  }
}
