/** One thread's decoder: all tokens of its strips at once, each seeing those before it and the whole strip. */

import type { Interruptible } from '../../../domain/cooperate.ts';
import { noLabel } from '../../../domain/strips/strip.ts';
import type { KernelExports } from '../builds/exports.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import { createDense } from '../transformer/dense.ts';
import { addPositions, passOf } from '../transformer/encoder.ts';
import { createFeedForward } from '../transformer/feed-forward.ts';
import type { TransformerBank } from '../transformer/memory-plan.ts';
import { createNorm } from '../transformer/norm.ts';
import { createSelfAttention, type Pass } from '../transformer/self-attention.ts';
import { createCrossAttention, type PairPass } from './cross-attention.ts';
import type { PairPlan, PairShardPlan } from './memory-plan.ts';
import { pairLayout } from './shape.ts';

/** @param memory that `kernels` was instantiated with */
export function createPairDecoder(
  kernels: KernelExports,
  memory: WebAssembly.Memory,
  plan: PairPlan,
  shard: PairShardPlan,
) {
  const { shape, tileRows } = plan;
  const { gradients } = shard;
  const layout = pairLayout(shape);
  const bytes = new Uint8Array(memory.buffer);
  const floats = new Float32Array(memory.buffer);
  const block = tileRows * lineBytes;
  const unitTile = blocksOf(shape.units) * block;
  const embedding = createDense(kernels, plan, layout.tokenEmbedding, gradients);
  const norm = createNorm(kernels, shape.units, layout.decoderNorm, gradients);
  const readout = createDense(kernels, plan, layout.readout, gradients);
  const inputTile = layout.tokenEmbedding.inputBlocks * block;
  const logitsTile = layout.readout.panels * block;
  const tokenPlan = { ...plan, probabilityBytes: plan.tokenProbabilityBytes };
  const top = shard.decoder[shard.decoder.length - 1];
  const blocks = layout.decoder.map((weights, index) => {
    const tape = shard.decoder[index];
    const below = index === 0 ? null : shard.decoder[index - 1];
    return {
      input: below ? below.output : shard.tokenEmbedded,
      inputGradient: below ? below.outputGradient : shard.tokenEmbeddedGradient,
      self: createSelfAttention(kernels, tokenPlan, shard, weights, tape, true),
      cross: createCrossAttention(kernels, plan, shard, weights, tape),
      feedForward: createFeedForward(kernels, plan, shard, weights, tape, tape.crossed),
    };
  });
  const nothing: Pass = { samples: [], tiles: 0 };
  let pass: PairPass = { read: nothing, written: nothing };

  /** A token's line in the first block of its tile. @param tileBytes from tile to tile */
  function lineOf(sample: number, step: number, tileBytes: number): number {
    const tile = pass.written.samples[sample].firstTile + Math.floor(step / tileRows);
    return tile * tileBytes + (step % tileRows) * lineBytes;
  }

  return {
    lineOf,

    /** Makes room for tokens. @param read what the encoder reads, @param tokens of each strip */
    begin(read: Pass, tokens: number): void {
      const lengths = read.samples.map(() => tokens);
      pass = { read, written: passOf(lengths, tileRows) };
      const { tiles } = pass.written;
      bytes.fill(0, shard.tokenInputs, shard.tokenInputs + tiles * inputTile);
      bytes.fill(noLabel, shard.labels, shard.labels + tiles * tileRows);
    },

    /** Sets what is read before a step's token is written. */
    layToken(sample: number, step: number, token: number): void {
      floats[(shard.tokenInputs + lineOf(sample, step, inputTile)) / 4 + token] = 1;
    },

    /** Sets what is to be written at a step; 255: nothing. */
    setLabel(sample: number, step: number, label: number): void {
      bytes[shard.labels + lineOf(sample, step, block) / lineBytes] = label;
    },

    /** Call once the encoder has read, before the forward passes. */
    prepare(bank: TransformerBank): void {
      for (const { cross } of blocks) cross.prepare(bank, pass);
    },

    /** Forward up to the logits of all tokens; those that are not yet laid have no meaning. */
    *forward(bank: TransformerBank): Interruptible<void> {
      const { tiles } = pass.written;
      embedding.forward(bank, tiles, shard.tokenInputs, shard.tokenEmbedded);
      addPositions(kernels, plan, pass.written, shard.tokenEmbedded);
      for (const { input, self, cross, feedForward } of blocks) {
        self.forward(bank, pass.written, input);
        cross.forward(bank, pass);
        feedForward.forward(bank, tiles);
        yield;
      }
      norm.forward(bank, tiles, top.output, shard.decoded, shard.decodedStatistics);
      readout.forward(bank, tiles, shard.decoded, shard.logits);
    },

    /** A token's logits; after the loss, their gradients. */
    logitsOf(sample: number, step: number): Float32Array {
      const line = (shard.logits + lineOf(sample, step, logitsTile)) / 4;
      return floats.subarray(line, line + shape.classes);
    },

    /** Turns the logits into their gradients. @param scale 1 / tokens of the batch */
    loss(scale: number): { loss: number; correct: number } {
      const { panels } = layout.readout;
      const places = [shard.logits, shard.labels, scale, shard.results] as const;
      kernels.crossEntropy(pass.written.tiles, panels, shape.classes, ...places);
      const [loss, correct] = new Float64Array(memory.buffer, shard.results, 2);
      return { loss, correct };
    },

    /** From the logits' gradients to those of all weights, and to `shard.memoryGradient`. */
    *backward(bank: TransformerBank): Interruptible<void> {
      const { tiles } = pass.written;
      bytes.fill(0, shard.memoryGradient, shard.memoryGradient + pass.read.tiles * unitTile);
      readout.backward(bank, tiles, shard.logits, shard.normGradient);
      readout.addGradients(tiles, shard.decoded, shard.logits);
      norm.addGradients(tiles, top.output, shard.decodedStatistics, shard.normGradient);
      bytes.fill(0, top.outputGradient, top.outputGradient + tiles * unitTile);
      const slopes = [shard.normGradient, top.outputGradient, top.outputGradient] as const;
      norm.backward(bank, tiles, top.output, shard.decodedStatistics, ...slopes);
      for (const { input, inputGradient, self, cross, feedForward } of [...blocks].reverse()) {
        feedForward.backward(bank, tiles, shard.crossedGradient, true);
        cross.backward(bank, pass);
        self.backward(bank, pass.written, input, inputGradient, true);
        yield;
      }
      embedding.addGradients(tiles, shard.tokenInputs, shard.tokenEmbeddedGradient);
    },
  };
}
