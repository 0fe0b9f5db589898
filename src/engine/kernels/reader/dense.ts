/** A dense layer of a reader over any tiles. It shares the kernels of the readout. */

import type { KernelExports } from '../builds/exports.ts';
import type { LayerWeights } from '../recurrent/shape.ts';
import type { DerivedLayer, ReaderBank, ReaderPlan, ReaderShardPlan } from './memory-plan.ts';

/** Tiles of inputs: the first one's address, and the bytes from one to the next. */
export type Inputs = { readonly address: number; readonly stride: number };

/** @param hasBias false: its bias stays 0 */
export function createDense(
  kernels: KernelExports,
  { zeros }: ReaderPlan,
  { rows, gradients, sink }: ReaderShardPlan,
  { kernel, bias, inputBlocks, panels }: LayerWeights,
  hasBias = true,
) {
  const sizes = [rows, inputBlocks, panels] as const;
  return {
    /** outputs = inputs · W + b. @param outputs contiguous tiles */
    forward({ weights }: ReaderBank, copies: DerivedLayer, tiles: number, inputs: Inputs, outputs: number): void {
      const from = [inputs.address, inputs.stride] as const;
      kernels.readoutForward(tiles, ...sizes, ...from, weights + kernel, copies.bias, outputs);
    },
    /** ∂L/∂inputs = ∂L/∂outputs · Wᵀ. @param to written */
    backward(copies: DerivedLayer, tiles: number, outputGradient: number, to: Inputs): void {
      kernels.readoutBackward(tiles, ...sizes, outputGradient, copies.inputBack, zeros, to.address, to.stride);
    },
    /** Adds inputsᵀ · ∂L/∂outputs, and the sum of ∂L/∂outputs. */
    addGradients(tiles: number, inputs: Inputs, outputGradient: number): void {
      const to = [gradients + kernel, hasBias ? gradients + bias : sink] as const;
      kernels.addReadoutGradients(tiles, inputBlocks, panels, inputs.address, inputs.stride, outputGradient, ...to);
    },
  };
}
