/** Measures the gradient that reaches each step of each layer. */

import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan, ShardPlan } from './memory-plan.ts';
import { blocksOf, lineBytes, lineLength } from './shape.ts';
import type { Samples } from './shard-samples.ts';

export function createFlow(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  { shape, tileRows }: MemoryPlan,
  shard: ShardPlan,
  samples: Samples,
) {
  const { steps, units } = shape;
  const floats = new Float32Array(memory.buffer);
  const blockBytes = tileRows * lineBytes;
  const stateBytes = blocksOf(units) * blockBytes;
  const top = shard.layers[shard.layers.length - 1];
  const last = top.hiddenGradient + steps * top.stateStep;

  return {
    /** Zeroes the gradients of the top layer's last states; {@link setProbe} then sets some. */
    clearProbes(): void {
      for (let tile = 0; tile < samples.tiles(); tile++) samples.clear(last + tile * top.stateTile, stateBytes);
    },

    /** @param probe [units] replaces ∂L/∂h of a sample's last state */
    setProbe(sample: number, probe: Float32Array): void {
      const line = last + samples.lineOf(sample, top.stateTile);
      for (let first = 0, at = line; first < units; first += lineLength, at += blockBytes) {
        floats.set(probe.subarray(first, first + lineLength), at / 4);
      }
    },

    /** After `backward`: Σ ‖∂L/∂h_t‖² over the shard's samples. @param to [layers × steps] */
    readFlow(to: Float64Array): void {
      shard.layers.forEach(({ hiddenGradient, stateTile, stateStep }, layer) => {
        for (let step = 0; step < steps; step++) {
          const states = hiddenGradient + (step + 1) * stateStep;
          to[layer * steps + step] = kernels.sumSquares(states, samples.tiles(), stateTile, stateBytes);
        }
      });
    },
  };
}
