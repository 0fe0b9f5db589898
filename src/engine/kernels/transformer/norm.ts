/** A layer normalization over the tiles of a pass. */

import type { KernelExports } from '../builds/exports.ts';
import type { TransformerBank } from './memory-plan.ts';
import type { NormWeights } from './shape.ts';

/** @param gradients address of all weights' gradient sums; may be 0 if `addGradients` is never called */
export function createNorm(kernels: KernelExports, units: number, { gamma, beta }: NormWeights, gradients: number) {
  return {
    /** @param statistics receives what the backward pass needs of each token */
    forward({ weights }: TransformerBank, tiles: number, x: number, y: number, statistics: number): void {
      kernels.normForward(tiles, units, x, weights + gamma, weights + beta, y, statistics);
    },
    /** ∂L/∂x = past + the gradient through the norm. @param past may be the output address */
    backward(
      { weights }: TransformerBank,
      tiles: number,
      ...[x, statistics, yGradient, past, xGradient]: [number, number, number, number, number]
    ): void {
      kernels.normBackward(tiles, units, x, weights + gamma, statistics, yGradient, past, xGradient);
    },
    addGradients(tiles: number, x: number, statistics: number, yGradient: number): void {
      kernels.addNormGradients(tiles, units, x, statistics, yGradient, gradients + gamma, gradients + beta);
    },
  };
}
