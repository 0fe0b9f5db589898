/** One shard's readout: logits of its states, dropout before it, and its backward pass. */

import type { KernelExports } from '../builds/exports.ts';
import type { BankPlan, MemoryPlan, ShardPlan } from './memory-plan.ts';
import { blocksOf, lineBytes, lineLength, weightLayout } from './shape.ts';
import type { Samples } from './shard-samples.ts';

export type Readout = ReturnType<typeof createReadout>;

export function createReadout(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: MemoryPlan,
  shard: ShardPlan,
  samples: Samples,
) {
  const { shape, tileRows } = plan;
  const { steps, classes } = shape;
  const floats = new Float32Array(memory.buffer);
  const layout = weightLayout(shape).readout;
  const unitBlocks = blocksOf(shape.units);
  const classBlocks = blocksOf(classes);
  const logitsTile = classBlocks * tileRows * lineBytes;
  const stateBytes = unitBlocks * tileRows * lineBytes;
  const top = shard.layers[shard.layers.length - 1];
  let hasDropout = false;

  /** Where the readout finds a step's states, and the stride between tiles. */
  function statesAt(step: number): readonly [address: number, tile: number] {
    const hidden = top.hidden + (step + 1) * top.stateStep;
    return hasDropout ? [shard.dropped, stateBytes] : [hidden, top.stateTile];
  }

  /** product = a · dropout mask, tile by tile. */
  function mask(a: number, aTile: number, product: number, productTile: number): void {
    for (let tile = 0; tile < samples.tiles(); tile++) {
      kernels.multiplyAll(
        a + tile * aTile,
        shard.dropout + tile * stateBytes,
        product + tile * productTile,
        stateBytes,
      );
    }
  }

  /** @param at byte offset of a sample's line from the first logit */
  function readLogits(at: number, to: Float32Array): void {
    for (let block = 0; block < classBlocks; block++) {
      const line = (shard.logits + at + block * tileRows * lineBytes) / 4;
      to.set(floats.subarray(line, line + Math.min(lineLength, to.length - block * lineLength)), block * lineLength);
    }
  }

  return {
    /** Turns dropout off for the next forward pass, unless {@link layDropout} is called. */
    endDropout(): void {
      hasDropout = false;
    },

    /** Lays a sample's dropout mask for all steps. @param index of the sample in the batch */
    layDropout(sample: number, index: number, rate: number, seed: number): void {
      hasDropout = true;
      kernels.layDropout(seed, index, shape.units, rate, shard.dropout + samples.lineOf(sample, stateBytes));
    },

    /** Logits of the top layer's states after a step. */
    readout({ weights, derived }: BankPlan, step = steps - 1): void {
      if (hasDropout) mask(top.hidden + (step + 1) * top.stateStep, top.stateTile, shard.dropped, stateBytes);
      kernels.readoutForward(
        ...([samples.tiles(), shard.rows, unitBlocks, classBlocks, ...statesAt(step)] as const),
        ...([weights + layout.kernel, derived[shape.layers].bias, shard.logits] as const),
      );
    },

    /** A sample's logits before softmax, [classes]. */
    logitsOf(sample: number, to: Float32Array): void {
      readLogits(samples.lineOf(sample, logitsTile), to);
    },

    /** The first sample's logits after each step, [steps × classes]; needs a shard with room for them. */
    logitsOfEachStep({ weights, derived }: BankPlan): Float32Array {
      // Each step's state takes the place of a tile.
      kernels.readoutForward(
        ...([steps, shard.rows, unitBlocks, classBlocks, top.hidden + top.stateStep, top.stateStep] as const),
        ...([weights + layout.kernel, derived[shape.layers].bias, shard.logits] as const),
      );
      const logits = new Float32Array(steps * classes);
      for (let step = 0; step < steps; step++) {
        readLogits(step * logitsTile, logits.subarray(step * classes, (step + 1) * classes));
      }
      return logits;
    },

    /** Turns the gradient of a step's logits into that of its states. */
    readoutBackward({ derived }: BankPlan, step: number): void {
      const gradient = top.hiddenGradient + (step + 1) * top.stateStep;
      kernels.readoutBackward(
        ...([samples.tiles(), shard.rows, unitBlocks, classBlocks] as const),
        ...([shard.logits, derived[shape.layers].recurrentBack, plan.zeros, gradient, top.stateTile] as const),
      );
      if (hasDropout) mask(gradient, top.stateTile, gradient, top.stateTile);
    },

    /** Adds the readout's own gradients; logits and states must still be those of this step. */
    addReadoutGradients(step = steps - 1): void {
      kernels.addReadoutGradients(
        ...([samples.tiles(), unitBlocks, classBlocks, ...statesAt(step)] as const),
        ...([shard.logits, shard.gradients + layout.kernel, shard.gradients + layout.bias] as const),
      );
    },
  };
}
