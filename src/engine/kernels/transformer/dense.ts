/** A dense layer over the tiles of a pass. It shares the kernels of the readout. */

import type { KernelExports } from '../builds/exports.ts';
import { lineBytes } from '../recurrent/shape.ts';
import type { TransformerBank, TransformerPlan } from './memory-plan.ts';
import type { DenseWeights } from './shape.ts';

/** @param gradients address of all weights' gradient sums; may be 0 if `addGradients` is never called */
export function createDense(
  kernels: KernelExports,
  { tileRows, zeros }: Pick<TransformerPlan, 'tileRows' | 'zeros'>,
  { kernel, bias, inputBlocks, panels, index }: DenseWeights,
  gradients: number,
) {
  const inputTile = inputBlocks * tileRows * lineBytes;
  const sizes = [tileRows, inputBlocks, panels] as const;
  return {
    /** outputs = inputs · W + b. */
    forward({ weights, derived }: TransformerBank, tiles: number, inputs: number, outputs: number): void {
      kernels.readoutForward(tiles, ...sizes, inputs, inputTile, weights + kernel, derived[index].bias, outputs);
    },
    /** ∂L/∂inputs = ∂L/∂outputs · Wᵀ. */
    backward({ derived }: TransformerBank, tiles: number, outputGradient: number, inputGradient: number): void {
      kernels.readoutBackward(tiles, ...sizes, outputGradient, derived[index].back, zeros, inputGradient, inputTile);
    },
    /** Adds inputsᵀ · ∂L/∂outputs, and the sum of ∂L/∂outputs over the tokens. */
    addGradients(tiles: number, inputs: number, outputGradient: number): void {
      const to = [gradients + kernel, gradients + bias] as const;
      kernels.addReadoutGradients(tiles, inputBlocks, panels, inputs, inputTile, outputGradient, ...to);
    },
  };
}
