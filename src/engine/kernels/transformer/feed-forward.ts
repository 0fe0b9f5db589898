/**
 * The second half of a pre-norm block: x + W₂ · ReLU(W₁ · norm(x)). ReLU as in A. Vaswani et al. 2017: its slope follows
 * from its value, so the tape needs one matrix where GELU would need two, and it costs one instruction.
 */

import { feedForwardFactor } from '../../../domain/recipe/transformer-weights.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import { createDense } from './dense.ts';
import type { BlockTape, TransformerBank, TransformerShardPlan } from './memory-plan.ts';
import { createNorm } from './norm.ts';
import type { BlockPlan } from './self-attention.ts';
import type { BlockWeights } from './shape.ts';

/** @param input address of its input */
export function createFeedForward(
  kernels: KernelExports,
  plan: BlockPlan,
  {
    gradients,
    normGradient,
    innerGradient,
  }: Pick<TransformerShardPlan, 'gradients' | 'normGradient' | 'innerGradient'>,
  weights: Pick<BlockWeights, 'feedForwardNorm' | 'feedForward1' | 'feedForward2'>,
  tape: BlockTape,
  input: number,
) {
  const { shape, tileRows } = plan;
  const first = createDense(kernels, plan, weights.feedForward1, gradients);
  const second = createDense(kernels, plan, weights.feedForward2, gradients);
  const norm = createNorm(kernels, shape.units, weights.feedForwardNorm, gradients);
  const unitTile = blocksOf(shape.units) * tileRows * lineBytes;
  const innerTile = blocksOf(feedForwardFactor * shape.units) * tileRows * lineBytes;
  return {
    /** To `tape.output`. */
    forward(bank: TransformerBank, tiles: number): void {
      norm.forward(bank, tiles, input, tape.feedForwardNorm, tape.feedForwardStatistics);
      first.forward(bank, tiles, tape.feedForwardNorm, tape.inner);
      kernels.reluAll(tape.inner, tape.inner, tiles * innerTile);
      second.forward(bank, tiles, tape.inner, tape.output);
      kernels.addAll(tape.output, input, tape.output, tiles * unitTile);
    },

    /** From `tape.outputGradient` to the input's. */
    backward(bank: TransformerBank, tiles: number, inputGradient: number, wantsWeights: boolean): void {
      second.backward(bank, tiles, tape.outputGradient, innerGradient);
      kernels.reluBackward(tape.inner, innerGradient, tiles * innerTile);
      first.backward(bank, tiles, innerGradient, normGradient);
      if (wantsWeights) {
        second.addGradients(tiles, tape.inner, tape.outputGradient);
        first.addGradients(tiles, tape.feedForwardNorm, innerGradient);
        norm.addGradients(tiles, input, tape.feedForwardStatistics, normGradient);
      }
      const before = [input, tape.feedForwardStatistics, normGradient] as const;
      norm.backward(bank, tiles, ...before, tape.outputGradient, inputGradient);
    },
  };
}
