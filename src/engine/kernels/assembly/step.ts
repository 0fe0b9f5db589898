/** Shared by all cells: the products of one step, forward and backward. */

import { Layer } from './layer';
import { block, line, multiplyInkPanel, multiplyPanel } from './products';

/** gates[panel] = bias + W x_t. */
export function multiplyInputs(layer: Layer, step: usize, tiles: i32, panel: i32): void {
  const kernel = layer.kernel + <usize>panel * layer.panelBytes;
  const inputs = layer.inputs + step * layer.inputStep;
  const gates = layer.gates + step * layer.gatesStep + <usize>panel * block;
  const bias = layer.bias + <usize>panel * block;
  if (layer.masks) {
    multiplyInkPanel(
      tiles, layer.rows, layer.masks + step * 4, layer.masksTile,
      inputs, layer.inputTile, kernel, bias, gates, layer.gatesTile,
    );
  } else {
    multiplyPanel(
      tiles, layer.rows, layer.inputBlocks, inputs, layer.inputTile, kernel, bias, 0, gates, layer.gatesTile,
    );
  }
}

/** gates[panel] += W s for a state s of the previous step; skipped at the first step, where states are zero. */
export function multiplyState(layer: Layer, state: usize, step: usize, tiles: i32, panel: i32): void {
  if (step == 0) return;
  const kernel = layer.kernel + <usize>panel * layer.panelBytes + <usize>layer.inputBlocks * 16 * line;
  const gates = layer.gates + step * layer.gatesStep + <usize>panel * block;
  multiplyPanel(
    tiles, layer.rows, layer.unitBlocks, state, layer.stateTile, kernel, gates, layer.gatesTile, gates, layer.gatesTile,
  );
}

/**
 * Zeroes the lanes of a block beyond the last unit. Their weights are 0, but ∞ · 0 and σ(0) are not, and the next step's
 * products would spread them to all units.
 * @param units of the block, if fewer than 16 @param bytes of the computed samples
 */
export function clearBeyond(units: i32, values: usize, bytes: usize): void {
  if (units >= 16) return;
  const used = <usize>units * 4;
  for (let row: usize = 0; row < bytes; row += line) memory.fill(values + row + used, 0, line - used);
}

/**
 * to += Rᵀ · (pre-activation gradients of some panels of a step).
 * @param init initial value of the sum, tiles `initStride` apart
 */
export function multiplyBack(
  layer: Layer, step: usize, tiles: i32, firstPanel: i32, panels: i32,
  init: usize, initStride: usize, to: usize, toStride: usize,
): void {
  const gradients = layer.gates + step * layer.gatesStep + <usize>firstPanel * block;
  for (let unit = 0; unit < layer.unitBlocks; unit++) {
    const kernel = layer.recurrentBack + (<usize>unit * layer.panels + firstPanel) * 16 * line;
    const at = <usize>unit * block;
    multiplyPanel(
      tiles, layer.rows, panels, gradients, layer.gatesTile, kernel,
      initStride ? init + at : init, initStride, to + at, toStride,
    );
  }
}

/** ∂L/∂x_t, for the layer below. */
export function multiplyBackToInputs(layer: Layer, step: usize, tiles: i32): void {
  if (!layer.inputBack) return;
  const gradients = layer.gates + step * layer.gatesStep;
  const to = layer.inputGradient + step * layer.inputStep;
  for (let input = 0; input < layer.inputBlocks; input++) {
    const kernel = layer.inputBack + <usize>input * layer.panels * 16 * line;
    multiplyPanel(
      tiles, layer.rows, layer.panels, gradients, layer.gatesTile, kernel,
      layer.zeros, 0, to + <usize>input * block, layer.inputTile,
    );
  }
}
