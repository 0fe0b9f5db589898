/** What the Transformer's kernels compute, and how its weights lie in a bank. */

import { feedForwardFactor } from '../../../domain/recipe/transformer-weights.ts';
import { blocksOf, lineBytes, lineLength } from '../recurrent/shape.ts';

/** An encoder over the steps of an image, the mean of its tokens, and a readout. */
export type TransformerShape = {
  /** Tokens of a whole sequence. */
  readonly steps: number;
  /** Pixels of a token. */
  readonly inputSize: number;
  /** Width of the model, a multiple of `heads`. */
  readonly units: number;
  readonly heads: number;
  readonly blocks: number;
  readonly positionalEncoding: 'sinusoidal' | 'none';
  readonly classes: number;
};

/** Byte offsets of a dense layer within a bank of weights or gradients. */
export type DenseWeights = {
  /** [panel][16 · inputBlocks][16] */
  readonly kernel: number;
  /** [panel][16] */
  readonly bias: number;
  readonly inputBlocks: number;
  readonly panels: number;
  /** Index among the network's dense layers, from 0. */
  readonly index: number;
};

/** Byte offsets of a layer normalization: [blocks of 16 units][16] each. */
export type NormWeights = { readonly gamma: number; readonly beta: number };

export type BlockWeights = {
  readonly attentionNorm: NormWeights;
  /** Queries, keys and values of all heads: one dense layer, three times as wide as all heads. */
  readonly attention: DenseWeights;
  readonly output: DenseWeights;
  readonly feedForwardNorm: NormWeights;
  readonly feedForward1: DenseWeights;
  readonly feedForward2: DenseWeights;
};

export type TransformerLayout = {
  readonly embedding: DenseWeights;
  readonly blocks: readonly BlockWeights[];
  readonly finalNorm: NormWeights;
  readonly readout: DenseWeights;
  /** All dense layers, by their index. */
  readonly dense: readonly DenseWeights[];
  readonly bytes: number;
};

/** Blocks of 16 columns per head: a head starts a new block, and its last may be partial. */
export function headBlocksOf({ units, heads }: Pick<TransformerShape, 'units' | 'heads'>): number {
  return blocksOf(units / heads);
}

/** Places dense layers, norms and blocks one after another. Vectors read 16 numbers at a time are padded with zeros, which stay zero. */
export function createWeightArena(shape: Pick<TransformerShape, 'units' | 'heads'>) {
  let end = 0;
  const take = (bytes: number) => {
    const offset = end;
    end += bytes;
    return offset;
  };
  const dense: DenseWeights[] = [];
  const takeDense = (inputBlocks: number, panels: number): DenseWeights => {
    const kernel = take(panels * lineLength * inputBlocks * lineBytes);
    const layer = { kernel, bias: take(panels * lineBytes), inputBlocks, panels, index: dense.length };
    dense.push(layer);
    return layer;
  };
  const unitBlocks = blocksOf(shape.units);
  const takeNorm = (): NormWeights => ({ gamma: take(unitBlocks * lineBytes), beta: take(unitBlocks * lineBytes) });
  const attended = shape.heads * headBlocksOf(shape);
  const inner = blocksOf(feedForwardFactor * shape.units);
  const takeBlock = (): BlockWeights => ({
    attentionNorm: takeNorm(),
    attention: takeDense(unitBlocks, 3 * attended),
    output: takeDense(attended, unitBlocks),
    feedForwardNorm: takeNorm(),
    feedForward1: takeDense(unitBlocks, inner),
    feedForward2: takeDense(inner, unitBlocks),
  });
  return {
    ...{ takeDense, takeNorm, takeBlock, unitBlocks, attended },
    /** All that was placed. */
    placed: () => ({ dense, bytes: end }),
  };
}

/** Where each weight lies. */
export function transformerLayout(shape: TransformerShape): TransformerLayout {
  const { takeDense, takeNorm, takeBlock, unitBlocks, placed } = createWeightArena(shape);
  const embedding = takeDense(blocksOf(shape.inputSize), unitBlocks);
  const blocks = Array.from({ length: shape.blocks }, takeBlock);
  const finalNorm = takeNorm();
  const readout = takeDense(unitBlocks, blocksOf(shape.classes));
  return { embedding, blocks, finalNorm, readout, ...placed() };
}
