/** A pre-norm encoder block (R. Xiong et al. 2020): self-attention, then the feed-forward layer. */

import type { KernelExports } from '../builds/exports.ts';
import { createFeedForward } from './feed-forward.ts';
import type { EncoderShard, TransformerBank } from './memory-plan.ts';
import { type BlockPlan, createSelfAttention, type Pass } from './self-attention.ts';
import type { BlockWeights } from './shape.ts';

export function createBlock(
  kernels: KernelExports,
  plan: BlockPlan,
  shard: EncoderShard,
  weights: BlockWeights,
  index: number,
) {
  const tape = shard.blocks[index];
  const below = index === 0 ? null : shard.blocks[index - 1];
  const input = below ? below.output : shard.embedded;
  const inputGradient = below ? below.outputGradient : shard.embeddedGradient;
  const attention = createSelfAttention(kernels, plan, shard, weights, tape, false);
  const feedForward = createFeedForward(kernels, plan, shard, weights, tape, tape.middle);
  return {
    forward(bank: TransformerBank, pass: Pass): void {
      attention.forward(bank, pass, input);
      feedForward.forward(bank, pass.tiles);
    },

    /** From the output's gradient to the input's. @param wantsWeights whether to accumulate weight gradients */
    backward(bank: TransformerBank, pass: Pass, wantsWeights: boolean): void {
      feedForward.backward(bank, pass.tiles, shard.middleGradient, wantsWeights);
      attention.backward(bank, pass, input, inputGradient, wantsWeights);
    },
  };
}
