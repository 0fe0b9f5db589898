/** A Transformer's encoder in one thread's memory: patches of pixels, their positions, all blocks and a last norm. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import { createBlock } from './block.ts';
import { createDense } from './dense.ts';
import type { EncoderShard, TransformerBank, TransformerPlan } from './memory-plan.ts';
import { createNorm } from './norm.ts';
import type { BlockPlan, Pass } from './self-attention.ts';
import type { TransformerLayout } from './shape.ts';

export type EncoderPlan = BlockPlan &
  Pick<TransformerPlan, 'order' | 'positions'> & { readonly shape: { readonly inputSize: number } };

/** @param memory that `kernels` was instantiated with */
export function createEncoder(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: EncoderPlan,
  shard: EncoderShard,
  layout: Pick<TransformerLayout, 'embedding' | 'blocks' | 'finalNorm'>,
) {
  const { shape, tileRows } = plan;
  const bytes = new Uint8Array(memory.buffer);
  const unitTile = blocksOf(shape.units) * tileRows * lineBytes;
  const inputTile = blocksOf(shape.inputSize) * tileRows * lineBytes;
  const embedding = createDense(kernels, plan, layout.embedding, shard.gradients);
  const finalNorm = createNorm(kernels, shape.units, layout.finalNorm, shard.gradients);
  const blocks = layout.blocks.map((weights, index) => createBlock(kernels, plan, shard, weights, index));
  const top = shard.blocks[shard.blocks.length - 1];
  let pass: Pass = { samples: [], tiles: 0 };

  return {
    pass: (): Pass => pass,

    /** Makes room for samples. @param lengths number of tokens to read of each, at least one */
    begin(lengths: readonly number[]): void {
      pass = passOf(lengths, tileRows);
      bytes.fill(0, shard.inputs, shard.inputs + pass.tiles * inputTile);
    },

    /** @param image address of its bytes */
    layImage(sample: number, image: number): void {
      const { firstTile, length } = pass.samples[sample];
      kernels.layTokens(image, plan.order, length, shape.inputSize, shard.inputs + firstTile * inputTile);
    },

    /** Forward up to `shard.finalNorm`. */
    *forward(bank: TransformerBank): Interruptible<void> {
      embedding.forward(bank, pass.tiles, shard.inputs, shard.embedded);
      if (plan.positions) addPositions(kernels, plan, pass, shard.embedded);
      for (const block of blocks) {
        block.forward(bank, pass);
        yield;
      }
      finalNorm.forward(bank, pass.tiles, top.output, shard.finalNorm, shard.finalStatistics);
    },

    /** From the gradient of `shard.finalNorm` to that of the last block's output. */
    normBackward(bank: TransformerBank, gradient: number, wantsWeights: boolean): void {
      if (wantsWeights) finalNorm.addGradients(pass.tiles, top.output, shard.finalStatistics, gradient);
      bytes.fill(0, top.outputGradient, top.outputGradient + pass.tiles * unitTile);
      const slopes = [gradient, top.outputGradient, top.outputGradient] as const;
      finalNorm.backward(bank, pass.tiles, top.output, shard.finalStatistics, ...slopes);
    },

    /** From the gradient of the last block's output through all blocks. @param wantsWeights whether to accumulate weight gradients */
    *backward(bank: TransformerBank, wantsWeights: boolean): Interruptible<void> {
      for (const block of [...blocks].reverse()) {
        block.backward(bank, pass, wantsWeights);
        yield;
      }
      if (wantsWeights) embedding.addGradients(pass.tiles, shard.inputs, shard.embeddedGradient);
    },
  };
}

/** Samples one after another, each in tiles of its own. @param lengths number of tokens of each */
export function passOf(lengths: readonly number[], tileRows: number): Pass {
  let tiles = 0;
  const samples = lengths.map((length) => {
    const firstTile = tiles;
    tiles += Math.ceil(length / tileRows);
    return { firstTile, length };
  });
  return { samples, tiles };
}

/** Adds each token's position. @param tokens address of the first tile */
export function addPositions(
  kernels: KernelExports,
  { shape, tileRows, positions }: Pick<EncoderPlan, 'shape' | 'tileRows' | 'positions'>,
  { samples }: Pass,
  tokens: number,
): void {
  const unitTile = blocksOf(shape.units) * tileRows * lineBytes;
  for (const { firstTile, length } of samples) {
    const at = tokens + firstTile * unitTile;
    kernels.addAll(at, positions, at, Math.ceil(length / tileRows) * unitTile);
  }
}
