/** What a Transformer's encoder and decoder compute, and how their weights lie in a bank. */

import { readTokens, type writtenTokens } from '../../../domain/strips/strip.ts';
import { blocksOf } from '../recurrent/shape.ts';
import {
  type BlockWeights,
  createWeightArena,
  type DenseWeights,
  type NormWeights,
  type TransformerLayout,
} from '../transformer/shape.ts';

export type PairShape = {
  /** Most tokens of the encoder. */
  readonly steps: number;
  /** Pixels of a token of the encoder. */
  readonly inputSize: number;
  /** Width of the model, a multiple of `heads`. */
  readonly units: number;
  readonly heads: number;
  /** Of the encoder, and as many of the decoder. */
  readonly blocks: number;
  /** Most tokens of the decoder. */
  readonly tokens: number;
  /** Logits of each. */
  readonly classes: typeof writtenTokens;
};

/** Between self-attention and feed-forward layer, the decoder looks at the encoder's tokens. */
export type DecoderBlockWeights = BlockWeights & {
  readonly crossNorm: NormWeights;
  readonly crossQuery: DenseWeights;
  /** Keys and values of all heads side by side, made of the encoder's tokens. */
  readonly keysValues: DenseWeights;
  readonly crossOutput: DenseWeights;
};

export type PairLayout = TransformerLayout & {
  /** From one of 16 to a decoder's token. */
  readonly tokenEmbedding: DenseWeights;
  readonly decoder: readonly DecoderBlockWeights[];
  readonly decoderNorm: NormWeights;
};

/** Where each weight lies. */
export function pairLayout(shape: PairShape): PairLayout {
  const { takeDense, takeNorm, takeBlock, unitBlocks, attended, placed } = createWeightArena(shape);
  const embedding = takeDense(blocksOf(shape.inputSize), unitBlocks);
  const blocks = Array.from({ length: shape.blocks }, takeBlock);
  const finalNorm = takeNorm();
  const tokenEmbedding = takeDense(blocksOf(readTokens), unitBlocks);
  const decoder = Array.from({ length: shape.blocks }, () => ({
    ...takeBlock(),
    crossNorm: takeNorm(),
    crossQuery: takeDense(unitBlocks, attended),
    keysValues: takeDense(unitBlocks, 2 * attended),
    crossOutput: takeDense(attended, unitBlocks),
  }));
  const decoderNorm = takeNorm();
  const readout = takeDense(unitBlocks, blocksOf(shape.classes));
  return { embedding, blocks, finalNorm, tokenEmbedding, decoder, decoderNorm, readout, ...placed() };
}
