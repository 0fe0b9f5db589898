/** One pass of a thread: as many samples as it has room for, through all blocks and back. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes, lineLength } from '../recurrent/shape.ts';
import { createBlock, type Pass } from './block.ts';
import { createDense } from './dense.ts';
import type { TransformerBank, TransformerPlan, TransformerSharePlan } from './memory-plan.ts';
import { createNorm } from './norm.ts';
import { transformerLayout } from './shape.ts';

/** A place of a tile without sample. */
const noLabel = 255;

export type TransformerShare = ReturnType<typeof createTransformerShare>;

/** @param memory that `kernels` was instantiated with */
export function createTransformerShare(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: TransformerPlan,
  share: TransformerSharePlan,
) {
  const { shape, tileRows } = plan;
  const { units, classes, inputSize } = shape;
  const bytes = new Uint8Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const layout = transformerLayout(shape);
  const unitBlocks = blocksOf(units);
  const block = tileRows * lineBytes;
  const unitTile = unitBlocks * block;
  const inputTile = blocksOf(inputSize) * block;
  const embedding = createDense(kernels, plan, layout.embedding, share.gradients);
  const readout = createDense(kernels, plan, layout.readout, share.gradients);
  const finalNorm = createNorm(kernels, units, layout.finalNorm, share.gradients);
  const blocks = share.blocks.map((_, index) => createBlock(kernels, plan, share, index));
  const top = share.blocks[share.blocks.length - 1];
  let pass: Pass = { samples: [], tiles: 0 };
  let hasDropout = false;

  /** From the scores' gradients through readout and mean to the last block's output. */
  function scoresBackward(bank: TransformerBank, wantsWeights: boolean): void {
    const { samples, tiles } = pass;
    readout.backward(bank, 1, share.scores, share.meanGradient);
    if (wantsWeights) readout.addGradients(1, share.mean, share.scores);
    if (hasDropout) kernels.multiplyAll(share.meanGradient, share.dropout, share.meanGradient, unitTile);
    samples.forEach(({ firstTile, length }, sample) => {
      const to = share.normGradient + firstTile * unitTile;
      const own = Math.ceil(length / tileRows);
      kernels.spreadMean(length, own, unitBlocks, share.meanGradient + sample * lineBytes, to);
    });
    if (wantsWeights) finalNorm.addGradients(tiles, top.output, share.finalStatistics, share.normGradient);
    bytes.fill(0, top.outputGradient, top.outputGradient + tiles * unitTile);
    const slopes = [share.normGradient, top.outputGradient, top.outputGradient] as const;
    finalNorm.backward(bank, tiles, top.output, share.finalStatistics, ...slopes);
  }

  return {
    /** Makes room for samples of which so many tokens are read, each at least one. */
    begin(lengths: readonly number[]): void {
      let tiles = 0;
      const samples = lengths.map((length) => {
        const firstTile = tiles;
        tiles += Math.ceil(length / tileRows);
        return { firstTile, length };
      });
      pass = { samples, tiles };
      hasDropout = false;
      bytes.fill(0, share.inputs, share.inputs + tiles * inputTile);
      bytes.fill(0, share.mean, share.mean + unitTile);
      bytes.fill(noLabel, share.labels, share.labels + tileRows);
    },

    /** @param image address of its bytes */
    layImage(sample: number, image: number): void {
      const { firstTile, length } = pass.samples[sample];
      kernels.layTokens(image, plan.order, length, inputSize, share.inputs + firstTile * inputTile);
    },

    /** The class that {@link loss} takes a sample for. */
    setLabel(sample: number, label: number): void {
      bytes[share.labels + sample] = label;
    },

    /** Drops units of a sample's mean. @param index of the sample in the batch, which decides with the seed which units */
    layDropout(sample: number, index: number, rate: number, seed: number): void {
      if (!hasDropout) bytes.fill(0, share.dropout, share.dropout + unitTile);
      hasDropout = true;
      kernels.layDropout(seed, index, units, rate, share.dropout + sample * lineBytes);
    },

    /** Up to the scores. */
    *forward(bank: TransformerBank): Interruptible<void> {
      const { samples, tiles } = pass;
      embedding.forward(bank, tiles, share.inputs, share.embedded);
      if (plan.positions) {
        for (const { firstTile, length } of samples) {
          const at = share.embedded + firstTile * unitTile;
          kernels.addAll(at, plan.positions, at, Math.ceil(length / tileRows) * unitTile);
        }
      }
      for (const encoder of blocks) {
        encoder.forward(bank, pass);
        yield;
      }
      finalNorm.forward(bank, tiles, top.output, share.finalNorm, share.finalStatistics);
      samples.forEach(({ firstTile, length }, sample) => {
        const tokens = share.finalNorm + firstTile * unitTile;
        kernels.averageTokens(length, unitBlocks, tokens, share.mean + sample * lineBytes);
      });
      if (hasDropout) kernels.multiplyAll(share.mean, share.dropout, share.mean, unitTile);
      readout.forward(bank, 1, share.mean, share.scores);
    },

    /** A sample's scores before softmax, [classes]. */
    scoresOf(sample: number, to: Float32Array): void {
      for (let first = 0; first < classes; first += lineLength) {
        const line = (share.scores + (first / lineLength) * block + sample * lineBytes) / 4;
        to.set(floats.subarray(line, line + Math.min(lineLength, classes - first)), first);
      }
    },

    /**
     * Scores become their gradients, and pass through readout and mean to the last block's output.
     * @param scale 1 / batch
     */
    loss(bank: TransformerBank, scale: number, wantsWeights: boolean): { loss: number; correct: number } {
      kernels.crossEntropy(1, blocksOf(classes), classes, share.scores, share.labels, scale, share.results);
      scoresBackward(bank, wantsWeights);
      const [loss, correct] = new Float64Array(memory.buffer, share.results, 2);
      return { loss, correct };
    },

    /** In place of a loss: the first sample's score of one class alone, whose gradient passes on likewise. */
    scoreOf(bank: TransformerBank, digit: number): void {
      bytes.fill(0, share.scores, share.scores + blocksOf(classes) * block);
      const line = share.scores + Math.floor(digit / lineLength) * block;
      floats[line / 4 + (digit % lineLength)] = 1;
      scoresBackward(bank, false);
    },

    /** From the last block's output back through all blocks. @param wantsWeights whether to add up the gradients of the weights */
    *backward(bank: TransformerBank, wantsWeights: boolean): Interruptible<void> {
      for (const encoder of [...blocks].reverse()) {
        encoder.backward(bank, pass, wantsWeights);
        yield;
      }
      if (wantsWeights) embedding.addGradients(pass.tiles, share.inputs, share.embeddedGradient);
    },

    /** Address of a sample's first tile in a matrix of tokens as wide as the model. */
    tokensOf: (sample: number, address: number) => address + pass.samples[sample].firstTile * unitTile,

    clearGradients(): void {
      bytes.fill(0, share.gradients, share.gradients + layout.bytes);
    },
  };
}
