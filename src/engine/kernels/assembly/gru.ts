/**
 * GRU (K. Cho et al. 2014) with the reset gate before the product, as in tfjs: z, r = σ(U x_t + W h_{t−1} + b),
 * n = tanh(U x_t + W (r·h_{t−1}) + b), h = z·h_{t−1} + (1 − z)·n. Kernel panels 2u and 2u + 1 are z and r of unit
 * block u; the candidates of all blocks follow.
 */

import { Layer } from './layer';
import { multiplyAll, sigmoidAll, sigmoidSlope, tanhAll, tanhSlope } from './math';
import { block } from './products';
import { clearBeyond, multiplyBack, multiplyBackToInputs, multiplyInputs, multiplyState } from './step';
import { madd } from './tile';

/** Computes step `step` for tiles 0 to `tiles` − 1. */
export function gruForward(layer: Layer, step: usize, tiles: i32): void {
  const before = step * layer.stateStep;
  const after = before + layer.stateStep;
  const units = layer.unitBlocks;
  for (let unit = 0; unit < units; unit++) {
    for (let panel = 2 * unit; panel < 2 * unit + 2; panel++) {
      multiplyInputs(layer, step, tiles, panel);
      multiplyState(layer, layer.hidden + before, step, tiles, panel);
    }
    const at = <usize>unit * block;
    for (let tile: usize = 0; tile < <usize>tiles; tile++) {
      const gates = layer.gates + tile * layer.gatesTile + step * layer.gatesStep + 2 * at;
      const state = tile * layer.stateTile + at;
      clearBeyond(layer.units - 16 * unit, gates, layer.rowBytes);
      clearBeyond(layer.units - 16 * unit, gates + block, layer.rowBytes);
      activateGates(gates, layer.hidden + state + before, layer.cell + state + after, layer.rowBytes);
    }
  }
  for (let unit = 0; unit < units; unit++) {
    const panel = 2 * units + unit;
    multiplyInputs(layer, step, tiles, panel);
    multiplyState(layer, layer.cell + after, step, tiles, panel);
    const at = <usize>unit * block;
    for (let tile: usize = 0; tile < <usize>tiles; tile++) {
      const gates = layer.gates + tile * layer.gatesTile + step * layer.gatesStep;
      const state = tile * layer.stateTile + at;
      const candidate = gates + <usize>panel * block;
      clearBeyond(layer.units - 16 * unit, candidate, layer.rowBytes);
      activateState(
        gates + 2 * at, candidate, layer.hidden + state + before, layer.hidden + state + after,
        layer.rowBytes,
      );
    }
  }
}

function activateGates(updateGate: usize, hiddenBefore: usize, resetState: usize, bytes: usize): void {
  const resetGate = updateGate + block;
  sigmoidAll(updateGate, updateGate, bytes);
  sigmoidAll(resetGate, resetGate, bytes);
  multiplyAll(resetGate, hiddenBefore, resetState, bytes);
}

/** h = n + z · (h_{t−1} − n). */
function activateState(updateGate: usize, candidate: usize, hiddenBefore: usize, hidden: usize, bytes: usize): void {
  tanhAll(candidate, candidate, bytes);
  for (const end = updateGate + bytes; updateGate < end; ) {
    const z0 = v128.load(updateGate);
    const z1 = v128.load(updateGate, 16);
    const g0 = v128.load(candidate);
    const g1 = v128.load(candidate, 16);
    const h0 = v128.load(hiddenBefore);
    const h1 = v128.load(hiddenBefore, 16);
    v128.store(hidden, madd(z0, f32x4.sub(h0, g0), g0));
    v128.store(hidden, madd(z1, f32x4.sub(h1, g1), g1), 16);
    updateGate += 32;
    candidate += 32;
    hiddenBefore += 32;
    hidden += 32;
  }
}

/** Turns ∂L/∂h_t into the gradients of the gates, h_(t-1) and x_t. @param add whether h_(t-1) already has a gradient */
export function gruBackward(layer: Layer, step: usize, tiles: i32, add: bool): void {
  const before = step * layer.stateStep;
  const after = before + layer.stateStep;
  const units = <usize>layer.unitBlocks;
  const gates = layer.gates + step * layer.gatesStep;
  for (let tile: usize = 0; tile < <usize>tiles; tile++) {
    for (let unit: usize = 0; unit < units; unit++) {
      const at = unit * block;
      const state = tile * layer.stateTile + at;
      const own = gates + tile * layer.gatesTile;
      const gradient = layer.hiddenGradient + state;
      deriveState(
        own + 2 * at, own + 2 * units * block + at, layer.hidden + state + before,
        gradient + after, gradient + before, add, layer.rowBytes,
      );
    }
  }
  multiplyBack(layer, step, tiles, 2 * <i32>units, <i32>units, layer.zeros, 0, layer.carry, layer.carryTile);
  for (let tile: usize = 0; tile < <usize>tiles; tile++) {
    for (let unit: usize = 0; unit < units; unit++) {
      const at = unit * block;
      const state = tile * layer.stateTile + at + before;
      deriveReset(
        gates + tile * layer.gatesTile + 2 * at + block, layer.hidden + state,
        layer.carry + tile * layer.carryTile + at, layer.hiddenGradient + state, layer.rowBytes,
      );
    }
  }
  if (step > 0) {
    const to = layer.hiddenGradient + before;
    multiplyBack(layer, step, tiles, 0, 2 * <i32>units, to, layer.stateTile, to, layer.stateTile);
  }
  multiplyBackToInputs(layer, step, tiles);
}

/** Replaces candidate and update gate by their gradients; h_(t-1) gets the direct path's gradient. */
function deriveState(
  updateGate: usize, candidate: usize, hiddenBefore: usize, hiddenGradient: usize, gradientBefore: usize, add: bool,
  bytes: usize,
): void {
  const one = f32x4.splat(1);
  if (!add) memory.fill(gradientBefore, 0, bytes);
  for (const end = updateGate + bytes; updateGate < end; ) {
    const z0 = v128.load(updateGate);
    const z1 = v128.load(updateGate, 16);
    const g0 = v128.load(candidate);
    const g1 = v128.load(candidate, 16);
    const h0 = v128.load(hiddenBefore);
    const h1 = v128.load(hiddenBefore, 16);
    const dHidden0 = v128.load(hiddenGradient);
    const dHidden1 = v128.load(hiddenGradient, 16);
    const before0 = v128.load(gradientBefore);
    const before1 = v128.load(gradientBefore, 16);
    const kept0 = f32x4.mul(dHidden0, z0);
    const kept1 = f32x4.mul(dHidden1, z1);
    v128.store(candidate, f32x4.mul(f32x4.sub(dHidden0, kept0), tanhSlope(g0, one)));
    v128.store(candidate, f32x4.mul(f32x4.sub(dHidden1, kept1), tanhSlope(g1, one)), 16);
    v128.store(updateGate, f32x4.mul(f32x4.mul(dHidden0, f32x4.sub(h0, g0)), sigmoidSlope(z0, one)));
    v128.store(updateGate, f32x4.mul(f32x4.mul(dHidden1, f32x4.sub(h1, g1)), sigmoidSlope(z1, one)), 16);
    v128.store(gradientBefore, f32x4.add(before0, kept0));
    v128.store(gradientBefore, f32x4.add(before1, kept1), 16);
    updateGate += 32;
    candidate += 32;
    hiddenBefore += 32;
    hiddenGradient += 32;
    gradientBefore += 32;
  }
}

/** Replaces the reset gate by its gradient; h_(t-1) gets the gradient through r · h_(t-1). */
function deriveReset(
  resetGate: usize, hiddenBefore: usize, resetGradient: usize, gradientBefore: usize, bytes: usize,
): void {
  const one = f32x4.splat(1);
  for (const end = resetGate + bytes; resetGate < end; ) {
    const r0 = v128.load(resetGate);
    const r1 = v128.load(resetGate, 16);
    const h0 = v128.load(hiddenBefore);
    const h1 = v128.load(hiddenBefore, 16);
    const d0 = v128.load(resetGradient);
    const d1 = v128.load(resetGradient, 16);
    const before0 = v128.load(gradientBefore);
    const before1 = v128.load(gradientBefore, 16);
    v128.store(resetGate, f32x4.mul(f32x4.mul(d0, h0), sigmoidSlope(r0, one)));
    v128.store(resetGate, f32x4.mul(f32x4.mul(d1, h1), sigmoidSlope(r1, one)), 16);
    v128.store(gradientBefore, madd(d0, r0, before0));
    v128.store(gradientBefore, madd(d1, r1, before1), 16);
    resetGate += 32;
    hiddenBefore += 32;
    resetGradient += 32;
    gradientBefore += 32;
  }
}
