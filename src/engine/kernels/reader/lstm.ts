/** An LSTM of a reader: its steps, forward and backward, over a range of its tape. */

import type { KernelExports } from '../builds/exports.ts';
import { writeLayer } from '../recurrent/layer-struct.ts';
import type { LayerTape } from '../recurrent/memory-plan.ts';
import { activationCodes, blocksOf, type LayerWeights } from '../recurrent/shape.ts';
import type { DerivedLayer, ReaderBank, ReaderPlan, ReaderShardPlan } from './memory-plan.ts';

export type Lstm = ReturnType<typeof createLstm>;

/** @param memory that `kernels` was instantiated with */
export function createLstm(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  { shape, zeros }: ReaderPlan,
  { rows, gradients }: ReaderShardPlan,
  tape: LayerTape,
  { kernel, bias, inputBlocks, unitBlocks, panels }: LayerWeights,
) {
  const bytes = new Uint8Array(memory.buffer);
  return {
    tape,
    /** Call before the steps of a pass. */
    use({ weights }: ReaderBank, copies: DerivedLayer): void {
      writeLayer(memory.buffer, tape.struct, {
        ...tape,
        ...{ unitBlocks, inputBlocks, panels, rows, units: shape.units, zeros },
        ...{ kernel: weights + kernel, bias: copies.bias },
        ...{ recurrentBack: copies.recurrentBack, inputBack: copies.inputBack },
        ...{ kernelGradient: gradients + kernel, biasGradient: gradients + bias },
        activation: activationCodes.tanh,
      });
    },
    forward: (step: number, tiles: number): void => {
      kernels.lstmForward(tape.struct, step, tiles);
    },
    /** Adds to the gradient of the state before the step, if there is one. */
    backward: (step: number, tiles: number): void => {
      kernels.lstmBackward(tape.struct, step, tiles, true);
    },
    clearCarry: (tiles: number): void => {
      bytes.fill(0, tape.carry, tape.carry + tiles * tape.carryTile);
    },
    /** Adds one tile's weight gradients over steps `first` to `last` − 1. */
    addGradients: (tile: number, first: number, last: number): void => {
      kernels.addWeightGradients(tape.struct, tile, first, last, 4 * blocksOf(shape.units));
    },
  };
}
