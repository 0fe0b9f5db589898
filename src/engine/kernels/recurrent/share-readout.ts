/** One share's readout: scores of its states, dropout before it, and the gradients that pass back through it. */

import type { KernelExports } from '../builds/exports.ts';
import type { BankPlan, MemoryPlan, SharePlan } from './memory-plan.ts';
import { blocksOf, lineBytes, lineLength, weightLayout } from './shape.ts';
import type { Samples } from './share-samples.ts';

export type Readout = ReturnType<typeof createReadout>;

export function createReadout(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  share: SharePlan,
  samples: Samples,
) {
  const { shape, tileRows } = plan;
  const { steps, classes } = shape;
  const floats = new Float32Array(memory.buffer);
  const layout = weightLayout(shape).readout;
  const unitBlocks = blocksOf(shape.units);
  const classBlocks = blocksOf(classes);
  const scoresTile = classBlocks * tileRows * lineBytes;
  const stateBytes = unitBlocks * tileRows * lineBytes;
  const top = share.layers[share.layers.length - 1];
  let hasDropout = false;

  /** Where the readout finds the states of a step, and how far their tiles lie apart. */
  function statesAt(step: number): readonly [address: number, tile: number] {
    const hidden = top.hidden + (step + 1) * top.stateStep;
    return hasDropout ? [share.dropped, stateBytes] : [hidden, top.stateTile];
  }

  /** product = a · dropout mask, tile by tile. */
  function mask(a: number, aTile: number, product: number, productTile: number): void {
    for (let tile = 0; tile < samples.tiles(); tile++) {
      kernels.multiplyAll(
        a + tile * aTile,
        share.dropout + tile * stateBytes,
        product + tile * productTile,
        stateBytes,
      );
    }
  }

  /** @param at bytes from the first score to a sample's line */
  function readScores(at: number, to: Float32Array): void {
    for (let block = 0; block < classBlocks; block++) {
      const line = (share.scores + at + block * tileRows * lineBytes) / 4;
      to.set(floats.subarray(line, line + Math.min(lineLength, to.length - block * lineLength)), block * lineLength);
    }
  }

  return {
    /** The next forward pass drops nothing, until {@link layDropout} says so. */
    endDropout(): void {
      hasDropout = false;
    },

    /** A sample's dropout mask, for all steps. @param index of the sample in the batch */
    layDropout(sample: number, index: number, rate: number, seed: number): void {
      hasDropout = true;
      kernels.layDropout(seed, index, shape.units, rate, share.dropout + samples.lineOf(sample, stateBytes));
    },

    /** Scores of the top layer's states after a step. */
    readout({ weights, derived }: BankPlan, step = steps - 1): void {
      if (hasDropout) mask(top.hidden + (step + 1) * top.stateStep, top.stateTile, share.dropped, stateBytes);
      kernels.readoutForward(
        ...([samples.tiles(), share.rows, unitBlocks, classBlocks, ...statesAt(step)] as const),
        ...([weights + layout.kernel, derived[shape.layers].bias, share.scores] as const),
      );
    },

    /** A sample's scores before softmax, [classes]. */
    scoresOf(sample: number, to: Float32Array): void {
      readScores(samples.lineOf(sample, scoresTile), to);
    },

    /** The first sample's scores after each step, [steps × classes]; only in a share with room for them. */
    scoresOfEachStep({ weights, derived }: BankPlan): Float32Array {
      // Each step's state stands for a tile.
      kernels.readoutForward(
        ...([steps, share.rows, unitBlocks, classBlocks, top.hidden + top.stateStep, top.stateStep] as const),
        ...([weights + layout.kernel, derived[shape.layers].bias, share.scores] as const),
      );
      const scores = new Float32Array(steps * classes);
      for (let step = 0; step < steps; step++) {
        readScores(step * scoresTile, scores.subarray(step * classes, (step + 1) * classes));
      }
      return scores;
    },

    /** The gradient of a step's scores becomes that of its states. */
    readoutBackward({ derived }: BankPlan, step: number): void {
      const gradient = top.hiddenGradient + (step + 1) * top.stateStep;
      kernels.readoutBackward(
        ...([samples.tiles(), share.rows, unitBlocks, classBlocks] as const),
        ...([share.scores, derived[shape.layers].recurrentBack, plan.zeros, gradient, top.stateTile] as const),
      );
      if (hasDropout) mask(gradient, top.stateTile, gradient, top.stateTile);
    },

    /** Adds the readout's own gradients, as long as scores and states are those of this step. */
    addReadoutGradients(step = steps - 1): void {
      kernels.addReadoutGradients(
        ...([samples.tiles(), unitBlocks, classBlocks, ...statesAt(step)] as const),
        ...([share.scores, share.gradients + layout.kernel, share.gradients + layout.bias] as const),
      );
    },
  };
}
