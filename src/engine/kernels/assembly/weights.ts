/** Gradients of a layer's weights, and the copies of its weights that the passes read. */

import { Layer } from './layer';
import { block, line, outerInkPanel, outerPanel, sumPanel } from './products';
import { tileRows } from './tile';

/**
 * Adds one tile's gradients of kernel and bias over steps `first` to `last` − 1.
 * @param resetPanels from this panel on the recurrent kernel multiplies the GRU's reset state, not the hidden state
 */
export function addWeightGradients(layer: Layer, tile: usize, first: i32, last: i32, resetPanels: i32): void {
  const steps = last - first;
  const start = <usize>first;
  const gates = layer.gates + tile * layer.gatesTile + start * layer.gatesStep;
  const inputs = layer.inputs + tile * layer.inputTile + start * layer.inputStep;
  const state = tile * layer.stateTile + start * layer.stateStep;
  for (let panel = 0; panel < layer.panels; panel++) {
    const gradients = gates + <usize>panel * block;
    const to = layer.kernelGradient + <usize>panel * layer.panelBytes;
    if (layer.masks) {
      const masks = layer.masks + tile * layer.masksTile + start * 4;
      outerInkPanel(steps, 4 * layer.inputBlocks, masks, inputs, layer.inputStep, gradients, layer.gatesStep, to);
    } else {
      outerPanel(steps, layer.inputBlocks, inputs, layer.inputStep, gradients, layer.gatesStep, to);
    }
    // A reset state is stored with the step that made it, a hidden state with the step that reads it.
    const states = panel < resetPanels ? layer.hidden : layer.cell + layer.stateStep;
    const recurrent = to + <usize>layer.inputBlocks * 16 * line;
    outerPanel(steps, layer.unitBlocks, states + state, layer.stateStep, gradients, layer.gatesStep, recurrent);
    sumPanel(steps, gradients, layer.gatesStep, layer.biasGradient + <usize>panel * line);
  }
}

/** Broadcasts one sample's state to a whole tile. @param to [unitBlocks][tileRows][16], @param from the sample's first line */
export function spreadState(from: usize, to: usize, blocks: i32): void {
  for (let b = 0; b < blocks; b++, from += block, to += block) {
    for (let row: usize = 0; row < <usize>tileRows; row++) memory.copy(to + row * line, from, line);
  }
}

/** Adds the gradients of all samples of a tile to one sample's. */
export function gatherGradient(from: usize, to: usize, blocks: i32): void {
  for (let b = 0; b < blocks; b++, from += block, to += block) {
    for (let at: usize = 0; at < line; at += 16) {
      let sum = v128.load(to + at);
      for (let row: usize = 0; row < <usize>tileRows; row++) sum = f32x4.add(sum, v128.load(from + row * line + at));
      v128.store(to + at, sum);
    }
  }
}

/** Repeats each bias line for every sample of a tile. */
export function spreadBias(bias: usize, to: usize, panels: i32): void {
  for (let panel = 0; panel < panels; panel++, bias += line) {
    for (let row = 0; row < tileRows; row++, to += line) memory.copy(to, bias, line);
  }
}

/**
 * Transposes kernel rows into the panels of the backward pass.
 * @param kernel [panel][panelBytes] at the first row, @param to [block of rows][16 · panels][16]
 * @param firstBlock, @param lastBlock range of blocks of 16 rows, the last excluded
 */
export function transposeKernel(
  kernel: usize, panelBytes: usize, panels: i32, firstBlock: i32, lastBlock: i32, to: usize,
): void {
  for (let rows = firstBlock; rows < lastBlock; rows++) {
    for (let panel = 0; panel < panels; panel++) {
      const from = kernel + <usize>panel * panelBytes + <usize>rows * 16 * line;
      const target = to + <usize>(rows * panels + panel) * 16 * line;
      for (let row: usize = 0; row < 16; row += 4) {
        for (let column: usize = 0; column < 16; column += 4) {
          transpose4(from + row * line + column * 4, target + column * line + row * 4);
        }
      }
    }
  }
}

function transpose4(from: usize, to: usize): void {
  const a = v128.load(from);
  const b = v128.load(from + line);
  const c = v128.load(from + 2 * line);
  const d = v128.load(from + 3 * line);
  const ab = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const cd = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const abHigh = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const cdHigh = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(ab, cd, 0, 2));
  v128.store(to + line, i64x2.shuffle(ab, cd, 1, 3));
  v128.store(to + 2 * line, i64x2.shuffle(abHigh, cdHigh, 0, 2));
  v128.store(to + 3 * line, i64x2.shuffle(abHigh, cdHigh, 1, 3));
}
