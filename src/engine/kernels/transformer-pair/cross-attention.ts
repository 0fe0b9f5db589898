/** The middle of a decoder's block: x + attention(norm(x)), each token looking at what the encoder made of the strip. */

import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import { createDense } from '../transformer/dense.ts';
import type { TransformerBank } from '../transformer/memory-plan.ts';
import { createNorm } from '../transformer/norm.ts';
import { attentionSizesOf, type Pass } from '../transformer/self-attention.ts';
import type { DecoderTape, PairPlan, PairShardPlan } from './memory-plan.ts';
import type { DecoderBlockWeights } from './shape.ts';

/** Both passes are over the same samples: their tokens in the encoder, and in the decoder. */
export type PairPass = { readonly read: Pass; readonly written: Pass };

export function createCrossAttention(
  kernels: KernelExports,
  plan: PairPlan,
  shard: PairShardPlan,
  weights: DecoderBlockWeights,
  tape: DecoderTape,
) {
  const { shape, tileRows, zeros, crossProbabilityBytes } = plan;
  const { gradients, scratch, normGradient, attendedGradient, crossedGradient, middleGradient } = shard;
  const { crossQueryGradient, keyValueGradient, memoryGradient } = shard;
  const query = createDense(kernels, plan, weights.crossQuery, gradients);
  const keysValues = createDense(kernels, plan, weights.keysValues, gradients);
  const output = createDense(kernels, plan, weights.crossOutput, gradients);
  const norm = createNorm(kernels, shape.units, weights.crossNorm, gradients);
  const block = tileRows * lineBytes;
  const unitTile = blocksOf(shape.units) * block;
  const sizes = attentionSizesOf(shape);
  const partTile = sizes[0] * sizes[1] * block;

  /** Visits each sample: its numbers of tokens, then its queries, keys and values. */
  function eachSample(
    { read, written }: PairPass,
    visit: (
      counts: readonly [number, number],
      operands: readonly [number, number, number, number, number],
      places: { readonly queryAt: number; readonly keyAt: number; readonly probabilities: number },
    ) => void,
  ): void {
    written.samples.forEach(({ firstTile, length }, sample) => {
      const { firstTile: firstKey, length: keyCount } = read.samples[sample];
      const queryAt = firstTile * partTile;
      const keyAt = firstKey * 2 * partTile;
      const keys = tape.keysValues + keyAt;
      const probabilities = tape.crossProbabilities + sample * crossProbabilityBytes;
      const operands = [tape.crossQueries + queryAt, partTile, keys, keys + partTile, 2 * partTile] as const;
      visit([length, keyCount], operands, { queryAt, keyAt, probabilities });
    });
  }

  return {
    /** Keys and values of all that the encoder has read; call before the forward passes of its decoder. */
    prepare(bank: TransformerBank, { read }: PairPass): void {
      keysValues.forward(bank, read.tiles, shard.finalNorm, tape.keysValues);
    },

    /** From `tape.middle` to `tape.crossed`. */
    forward(bank: TransformerBank, pass: PairPass): void {
      const { tiles } = pass.written;
      norm.forward(bank, tiles, tape.middle, tape.crossNorm, tape.crossStatistics);
      query.forward(bank, tiles, tape.crossNorm, tape.crossQueries);
      eachSample(pass, (counts, operands, { queryAt, probabilities }) => {
        const to = [probabilities, tape.crossAttended + queryAt] as const;
        kernels.attentionForward(...counts, ...sizes, false, ...operands, ...to, scratch, zeros);
      });
      output.forward(bank, tiles, tape.crossAttended, tape.crossed);
      kernels.addAll(tape.crossed, tape.middle, tape.crossed, tiles * unitTile);
    },

    /** From `shard.crossedGradient` to `shard.middleGradient`; adds to `shard.memoryGradient`. */
    backward(bank: TransformerBank, pass: PairPass): void {
      const { read, written } = pass;
      output.backward(bank, written.tiles, crossedGradient, attendedGradient);
      eachSample(pass, (counts, operands, { queryAt, keyAt, probabilities }) => {
        const from = [probabilities, attendedGradient + queryAt] as const;
        const keys = keyValueGradient + keyAt;
        const slopes = [crossQueryGradient + queryAt, keys, keys + partTile] as const;
        kernels.attentionBackward(...counts, ...sizes, ...operands, ...from, ...slopes, scratch, zeros);
      });
      keysValues.backward(bank, read.tiles, keyValueGradient, normGradient);
      kernels.addAll(memoryGradient, normGradient, memoryGradient, read.tiles * unitTile);
      keysValues.addGradients(read.tiles, shard.finalNorm, keyValueGradient);
      query.backward(bank, written.tiles, crossQueryGradient, normGradient);
      output.addGradients(written.tiles, tape.crossAttended, crossedGradient);
      query.addGradients(written.tiles, tape.crossNorm, crossQueryGradient);
      norm.addGradients(written.tiles, tape.middle, tape.crossStatistics, normGradient);
      const before = [tape.middle, tape.crossStatistics, normGradient] as const;
      norm.backward(bank, written.tiles, ...before, crossedGradient, middleGradient);
    },
  };
}
