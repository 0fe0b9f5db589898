/**
 * A pre-norm encoder block (R. Xiong et al. 2020): x += attention(norm(x)), then x += W₂ · ReLU(W₁ · norm(x)). ReLU as in
 * A. Vaswani et al. 2017: its slope follows from its value, so the tape needs one matrix where GELU would need two, and
 * it costs one instruction.
 */

import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import { createDense } from './dense.ts';
import type { BlockTape, TransformerBank, TransformerPlan, TransformerShardPlan } from './memory-plan.ts';
import { createNorm } from './norm.ts';
import { headBlocksOf, transformerLayout } from './shape.ts';
import { feedForwardFactor } from '../../../domain/recipe/transformer-weights.ts';

/** The samples of a pass: each one's first tile and number of tokens read; and the total number of tiles. */
export type Pass = {
  readonly samples: readonly { readonly firstTile: number; readonly length: number }[];
  readonly tiles: number;
};

export function createBlock(kernels: KernelExports, plan: TransformerPlan, shard: TransformerShardPlan, index: number) {
  const { shape, tileRows, zeros, probabilityBytes } = plan;
  const { units, heads } = shape;
  const { gradients, scratch } = shard;
  const weights = transformerLayout(shape).blocks[index];
  const dense = (part: 'attention' | 'output' | 'feedForward1' | 'feedForward2') =>
    createDense(kernels, plan, weights[part], gradients);
  const attention = dense('attention');
  const output = dense('output');
  const feedForward1 = dense('feedForward1');
  const feedForward2 = dense('feedForward2');
  const attentionNorm = createNorm(kernels, units, weights.attentionNorm, gradients);
  const feedForwardNorm = createNorm(kernels, units, weights.feedForwardNorm, gradients);

  const tape: BlockTape = shard.blocks[index];
  const below = index === 0 ? null : shard.blocks[index - 1];
  const input = below ? below.output : shard.embedded;
  const inputGradient = below ? below.outputGradient : shard.embeddedGradient;

  const block = tileRows * lineBytes;
  const unitTile = blocksOf(units) * block;
  const innerTile = blocksOf(feedForwardFactor * units) * block;
  const headBlocks = headBlocksOf(shape);
  const attendedTile = heads * headBlocks * block;
  const attentionSizes = [heads, headBlocks, 1 / Math.sqrt(units / heads)] as const;

  function attend({ samples }: Pass): void {
    samples.forEach(({ firstTile, length }, sample) => {
      const at = firstTile * attendedTile;
      const probabilities = tape.probabilities + sample * probabilityBytes;
      const places = [tape.queries + 3 * at, probabilities, tape.attended + at] as const;
      kernels.attentionForward(length, ...attentionSizes, ...places, scratch, zeros);
    });
  }

  function attendBack({ samples }: Pass): void {
    samples.forEach(({ firstTile, length }, sample) => {
      const at = firstTile * attendedTile;
      const places = [tape.queries + 3 * at, tape.probabilities + sample * probabilityBytes] as const;
      const slopes = [shard.attendedGradient + at, shard.queryGradient + 3 * at] as const;
      kernels.attentionBackward(length, ...attentionSizes, ...places, ...slopes, scratch, zeros);
    });
  }

  return {
    forward(bank: TransformerBank, pass: Pass): void {
      const { tiles } = pass;
      attentionNorm.forward(bank, tiles, input, tape.attentionNorm, tape.attentionStatistics);
      attention.forward(bank, tiles, tape.attentionNorm, tape.queries);
      attend(pass);
      output.forward(bank, tiles, tape.attended, tape.middle);
      kernels.addAll(tape.middle, input, tape.middle, tiles * unitTile);
      feedForwardNorm.forward(bank, tiles, tape.middle, tape.feedForwardNorm, tape.feedForwardStatistics);
      feedForward1.forward(bank, tiles, tape.feedForwardNorm, tape.inner);
      kernels.reluAll(tape.inner, tape.inner, tiles * innerTile);
      feedForward2.forward(bank, tiles, tape.inner, tape.output);
      kernels.addAll(tape.output, tape.middle, tape.output, tiles * unitTile);
    },

    /** From the output's gradient to the input's. @param wantsWeights whether to accumulate weight gradients */
    backward(bank: TransformerBank, pass: Pass, wantsWeights: boolean): void {
      const { tiles } = pass;
      const { normGradient, innerGradient, middleGradient, attendedGradient, queryGradient } = shard;
      feedForward2.backward(bank, tiles, tape.outputGradient, innerGradient);
      kernels.reluBackward(tape.inner, innerGradient, tiles * innerTile);
      feedForward1.backward(bank, tiles, innerGradient, normGradient);
      if (wantsWeights) {
        feedForward2.addGradients(tiles, tape.inner, tape.outputGradient);
        feedForward1.addGradients(tiles, tape.feedForwardNorm, innerGradient);
        feedForwardNorm.addGradients(tiles, tape.middle, tape.feedForwardStatistics, normGradient);
      }
      const between = [tape.middle, tape.feedForwardStatistics, normGradient] as const;
      feedForwardNorm.backward(bank, tiles, ...between, tape.outputGradient, middleGradient);
      output.backward(bank, tiles, middleGradient, attendedGradient);
      attendBack(pass);
      attention.backward(bank, tiles, queryGradient, normGradient);
      if (wantsWeights) {
        output.addGradients(tiles, tape.attended, middleGradient);
        attention.addGradients(tiles, tape.attentionNorm, queryGradient);
        attentionNorm.addGradients(tiles, input, tape.attentionStatistics, normGradient);
      }
      const before = [input, tape.attentionStatistics, normGradient] as const;
      attentionNorm.backward(bank, tiles, ...before, middleGradient, inputGradient);
    },
  };
}
