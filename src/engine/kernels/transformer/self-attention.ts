/** The first half of a pre-norm block: x + attention(norm(x)), each token looking at its own sequence. */

import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import { createDense } from './dense.ts';
import type { BlockTape, TransformerBank, TransformerPlan, TransformerShardPlan } from './memory-plan.ts';
import { createNorm } from './norm.ts';
import { type BlockWeights, headBlocksOf, type TransformerShape } from './shape.ts';

/** The samples of a pass: each one's first tile and number of tokens read; and the total number of tiles. */
export type Pass = {
  readonly samples: readonly { readonly firstTile: number; readonly length: number }[];
  readonly tiles: number;
};

/** What the layers of a block know of their network. */
export type BlockPlan = Pick<TransformerPlan, 'tileRows' | 'zeros' | 'probabilityBytes'> & {
  readonly shape: Pick<TransformerShape, 'units' | 'heads'>;
};

/** Heads, blocks of each, and the scale of their scores. */
export function attentionSizesOf(shape: BlockPlan['shape']) {
  return [shape.heads, headBlocksOf(shape), 1 / Math.sqrt(shape.units / shape.heads)] as const;
}

/** @param isCausal whether a token sees none of those after it */
export function createSelfAttention(
  kernels: KernelExports,
  plan: BlockPlan,
  shard: Pick<
    TransformerShardPlan,
    'gradients' | 'scratch' | 'normGradient' | 'attendedGradient' | 'queryGradient' | 'middleGradient'
  >,
  weights: Pick<BlockWeights, 'attentionNorm' | 'attention' | 'output'>,
  tape: BlockTape,
  isCausal: boolean,
) {
  const { shape, tileRows, zeros, probabilityBytes } = plan;
  const { gradients, scratch, normGradient, attendedGradient, queryGradient, middleGradient } = shard;
  const attention = createDense(kernels, plan, weights.attention, gradients);
  const output = createDense(kernels, plan, weights.output, gradients);
  const norm = createNorm(kernels, shape.units, weights.attentionNorm, gradients);
  const block = tileRows * lineBytes;
  const unitTile = blocksOf(shape.units) * block;
  const sizes = attentionSizesOf(shape);
  /** Queries, keys and values of a tile follow one another. */
  const partTile = shape.heads * headBlocksOf(shape) * block;
  const tile = 3 * partTile;

  function attend({ samples }: Pass): void {
    samples.forEach(({ firstTile, length }, sample) => {
      const queries = tape.queries + firstTile * tile;
      const places = [queries, tile, queries + partTile, queries + 2 * partTile, tile] as const;
      const to = [tape.probabilities + sample * probabilityBytes, tape.attended + firstTile * partTile] as const;
      kernels.attentionForward(length, length, ...sizes, isCausal, ...places, ...to, scratch, zeros);
    });
  }

  function attendBack({ samples }: Pass): void {
    samples.forEach(({ firstTile, length }, sample) => {
      const queries = tape.queries + firstTile * tile;
      const to = queryGradient + firstTile * tile;
      const places = [queries, tile, queries + partTile, queries + 2 * partTile, tile] as const;
      const from = [tape.probabilities + sample * probabilityBytes, attendedGradient + firstTile * partTile] as const;
      const slopes = [to, to + partTile, to + 2 * partTile] as const;
      kernels.attentionBackward(length, length, ...sizes, ...places, ...from, ...slopes, scratch, zeros);
    });
  }

  return {
    /** From the input to `tape.middle`. */
    forward(bank: TransformerBank, pass: Pass, input: number): void {
      const { tiles } = pass;
      norm.forward(bank, tiles, input, tape.attentionNorm, tape.attentionStatistics);
      attention.forward(bank, tiles, tape.attentionNorm, tape.queries);
      attend(pass);
      output.forward(bank, tiles, tape.attended, tape.middle);
      kernels.addAll(tape.middle, input, tape.middle, tiles * unitTile);
    },

    /** From `shard.middleGradient` to the input's. */
    backward(bank: TransformerBank, pass: Pass, input: number, inputGradient: number, wantsWeights: boolean): void {
      const { tiles } = pass;
      output.backward(bank, tiles, middleGradient, attendedGradient);
      attendBack(pass);
      attention.backward(bank, tiles, queryGradient, normGradient);
      if (wantsWeights) {
        output.addGradients(tiles, tape.attended, middleGradient);
        attention.addGradients(tiles, tape.attentionNorm, queryGradient);
        norm.addGradients(tiles, input, tape.attentionStatistics, normGradient);
      }
      const before = [input, tape.attentionStatistics, normGradient] as const;
      norm.backward(bank, tiles, ...before, middleGradient, inputGradient);
    },
  };
}
