/** One thread's pass: as many samples as fit, forward through all blocks and back. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes, lineLength } from '../recurrent/shape.ts';
import { createDense } from './dense.ts';
import { createEncoder } from './encoder.ts';
import type { TransformerBank, TransformerPlan, TransformerShardPlan } from './memory-plan.ts';
import { transformerLayout } from './shape.ts';

/** Marks an empty row of a tile. */
const noLabel = 255;

export type TransformerShard = ReturnType<typeof createTransformerShard>;

/** @param memory that `kernels` was instantiated with */
export function createTransformerShard(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: TransformerPlan,
  shard: TransformerShardPlan,
) {
  const { shape, tileRows } = plan;
  const { units, classes } = shape;
  const bytes = new Uint8Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const layout = transformerLayout(shape);
  const unitBlocks = blocksOf(units);
  const block = tileRows * lineBytes;
  const unitTile = unitBlocks * block;
  const encoder = createEncoder(kernels, memory, plan, shard, layout);
  const readout = createDense(kernels, plan, layout.readout, shard.gradients);
  let hasDropout = false;

  /** Backward from the logits' gradients through readout and mean to the last block's output. */
  function logitsBackward(bank: TransformerBank, wantsWeights: boolean): void {
    readout.backward(bank, 1, shard.logits, shard.meanGradient);
    if (wantsWeights) readout.addGradients(1, shard.mean, shard.logits);
    if (hasDropout) kernels.multiplyAll(shard.meanGradient, shard.dropout, shard.meanGradient, unitTile);
    encoder.pass().samples.forEach(({ firstTile, length }, sample) => {
      const to = shard.normGradient + firstTile * unitTile;
      const own = Math.ceil(length / tileRows);
      kernels.spreadMean(length, own, unitBlocks, shard.meanGradient + sample * lineBytes, to);
    });
    encoder.normBackward(bank, shard.normGradient, wantsWeights);
  }

  return {
    /** Makes room for samples. @param lengths number of tokens to read of each, at least one */
    begin(lengths: readonly number[]): void {
      encoder.begin(lengths);
      hasDropout = false;
      bytes.fill(0, shard.mean, shard.mean + unitTile);
      bytes.fill(noLabel, shard.labels, shard.labels + tileRows);
    },

    /** @param image address of its bytes */
    layImage(sample: number, image: number): void {
      encoder.layImage(sample, image);
    },

    /** Sets a sample's class for {@link loss}. */
    setLabel(sample: number, label: number): void {
      bytes[shard.labels + sample] = label;
    },

    /** Drops units of a sample's mean. @param index of the sample in the batch; with the seed it decides which units */
    layDropout(sample: number, index: number, rate: number, seed: number): void {
      if (!hasDropout) bytes.fill(0, shard.dropout, shard.dropout + unitTile);
      hasDropout = true;
      kernels.layDropout(seed, index, units, rate, shard.dropout + sample * lineBytes);
    },

    /** Forward up to the logits. */
    *forward(bank: TransformerBank): Interruptible<void> {
      yield* encoder.forward(bank);
      encoder.pass().samples.forEach(({ firstTile, length }, sample) => {
        const tokens = shard.finalNorm + firstTile * unitTile;
        kernels.averageTokens(length, unitBlocks, tokens, shard.mean + sample * lineBytes);
      });
      if (hasDropout) kernels.multiplyAll(shard.mean, shard.dropout, shard.mean, unitTile);
      readout.forward(bank, 1, shard.mean, shard.logits);
    },

    /** A sample's logits before softmax, [classes]. */
    logitsOf(sample: number, to: Float32Array): void {
      for (let first = 0; first < classes; first += lineLength) {
        const line = (shard.logits + (first / lineLength) * block + sample * lineBytes) / 4;
        to.set(floats.subarray(line, line + Math.min(lineLength, classes - first)), first);
      }
    },

    /**
     * Turns logits into their gradients, and passes these through readout and mean to the last block's output.
     * @param scale 1 / batch
     */
    loss(bank: TransformerBank, scale: number, wantsWeights: boolean): { loss: number; correct: number } {
      kernels.crossEntropy(1, blocksOf(classes), classes, shard.logits, shard.labels, scale, shard.results);
      logitsBackward(bank, wantsWeights);
      const [loss, correct] = new Float64Array(memory.buffer, shard.results, 2);
      return { loss, correct };
    },

    /** Instead of a loss: starts the backward pass from the first sample's logit of one class. */
    logitOf(bank: TransformerBank, digit: number): void {
      bytes.fill(0, shard.logits, shard.logits + blocksOf(classes) * block);
      const line = shard.logits + Math.floor(digit / lineLength) * block;
      floats[line / 4 + (digit % lineLength)] = 1;
      logitsBackward(bank, false);
    },

    /** Backward from the last block's output through all blocks. @param wantsWeights whether to accumulate weight gradients */
    backward: (bank: TransformerBank, wantsWeights: boolean): Interruptible<void> =>
      encoder.backward(bank, wantsWeights),

    /** Address of a sample's first tile in a matrix of tokens as wide as the model. */
    tokensOf: (sample: number, address: number) => address + encoder.pass().samples[sample].firstTile * unitTile,

    clearGradients(): void {
      bytes.fill(0, shard.gradients, shard.gradients + layout.bytes);
    },
  };
}
