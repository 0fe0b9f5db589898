/**
 * Where everything of a Transformer lies in its memory. A thread takes as many samples at a time as a tile has rows, forward
 * and backward, so that a pass stays in the cache and memory does not grow with the batch.
 */

import { createArena } from '../arena.ts';
import { blocksOf, lineBytes, lineLength } from '../recurrent/shape.ts';
import { headBlocksOf, type TransformerLayout, transformerLayout, type TransformerShape } from './shape.ts';
import { feedForwardFactor } from '../../../domain/recipe/transformer-weights.ts';

/** What a block saves for the backward pass. All are tiles of tokens, [tile][block of 16 units][tileRows][16]. */
export type BlockTape = {
  /** Normalized input of the attention; [tile][tileRows][2] mean and 1 / √(variance + ε) of each token. */
  readonly attentionNorm: number;
  readonly attentionStatistics: number;
  /** Queries, keys, values: each [heads][headBlocks]. */
  readonly queries: number;
  /** [sample][head][tile][block of 16 keys][tileRows][16]; `probabilityBytes` from sample to sample. */
  readonly probabilities: number;
  /** The heads' outputs: [heads][headBlocks]. */
  readonly attended: number;
  /** The tokens between attention and feed-forward layer. */
  readonly middle: number;
  readonly feedForwardNorm: number;
  readonly feedForwardStatistics: number;
  /** After the ReLU. */
  readonly inner: number;
  readonly output: number;
  /** ∂L/∂output. */
  readonly outputGradient: number;
};

/** One thread's memory for a pass. */
export type TransformerShardPlan = {
  /** Capacity in samples and in tiles of tokens. */
  readonly samples: number;
  readonly tiles: number;
  /** [tile][inputBlocks][tileRows][16] pixels / 255. */
  readonly inputs: number;
  readonly embedded: number;
  readonly embeddedGradient: number;
  readonly blocks: readonly BlockTape[];
  readonly finalNorm: number;
  readonly finalStatistics: number;
  /** One tile of samples: the mean of the tokens, its gradient, a dropout mask, logits, u8 labels. */
  readonly mean: number;
  readonly meanGradient: number;
  readonly dropout: number;
  readonly logits: number;
  readonly labels: number;
  /** Of the block that the backward pass is in. */
  readonly normGradient: number;
  readonly innerGradient: number;
  readonly middleGradient: number;
  readonly attendedGradient: number;
  readonly queryGradient: number;
  readonly scratch: number;
  /** This thread's gradient sums, in the layout of the weights; 0 if not needed. */
  readonly gradients: number;
  /** f64: summed loss, correct answers, sum of squared gradients of its range, the same after clipping by value. */
  readonly results: number;
  /** f64 [blocks × steps]: sums of squared gradients of the blocks' outputs, for a flow job. */
  readonly flow: number;
};

/** Sums and intermediate gradients that all layers of a shard use in turn. */
type SharedRooms =
  'gradients' | 'scratch' | 'normGradient' | 'innerGradient' | 'middleGradient' | 'attendedGradient' | 'queryGradient';

/** What an encoder reads and writes. */
export type EncoderShard = Pick<
  TransformerShardPlan,
  'inputs' | 'embedded' | 'embeddedGradient' | 'blocks' | 'finalNorm' | 'finalStatistics' | SharedRooms
>;

/** One version of the weights, and the copies that the passes read, indexed by dense layer. */
export type TransformerBank = {
  readonly weights: number;
  readonly derived: readonly {
    /** [panel][tileRows][16] the bias, repeated for every token of a tile. */
    readonly bias: number;
    /** [inputBlocks][16 · panels][16] the transposed kernel. */
    readonly back: number;
  }[];
};

export type TransformerPlan = {
  readonly kind: 'transformer';
  readonly shape: TransformerShape;
  readonly batchSize: number;
  readonly tileRows: number;
  /** Bytes of an image; [steps × inputSize] u16: the byte read as each input. */
  readonly imageBytes: number;
  readonly order: number;
  /** [batchSize] images, u8 labels, u16 number of tokens to read of each. */
  readonly images: number;
  readonly labels: number;
  readonly lengths: number;
  /** [batchSize × classes] f32, or for each step [batchSize × steps × classes]. */
  readonly logits: number;
  /** Positional encoding as tiles of tokens; 0 if there is none. */
  readonly positions: number;
  readonly probabilityBytes: number;
  readonly banks: readonly [TransformerBank, TransformerBank];
  /** Optimizer state: two arrays in the layout of the weights. */
  readonly moments: readonly [number, number];
  readonly zeros: number;
  /** i32: a barrier's two counters. */
  readonly control: number;
  /** One per thread, then one for traces on the engine's own thread, with an image of its own. */
  readonly shards: readonly TransformerShardPlan[];
  readonly trace: TransformerShardPlan;
  readonly traceImage: number;
  readonly bytes: number;
};

/** Room for one version of the weights and its copies. */
export function takeBank(
  take: (bytes: number) => number,
  { dense, bytes }: Pick<TransformerLayout, 'dense' | 'bytes'>,
  tileRows: number,
): TransformerBank {
  return {
    weights: take(bytes),
    derived: dense.map(({ panels, inputBlocks }) => ({
      bias: take(panels * tileRows * lineBytes),
      back: take(inputBlocks * panels * lineLength * lineBytes),
    })),
  };
}

/** Room for what a block saves. @param probabilityBytes of all samples */
export function takeBlockTape(
  take: (bytes: number) => number,
  shape: Pick<TransformerShape, 'units' | 'heads'>,
  tileRows: number,
  tiles: number,
  probabilityBytes: number,
): BlockTape {
  const unitBlocks = blocksOf(shape.units);
  const attendedBlocks = shape.heads * headBlocksOf(shape);
  const takeTokens = (blocks: number) => take(tiles * blocks * tileRows * lineBytes);
  const takeStatistics = () => take(tiles * tileRows * 8);
  return {
    attentionNorm: takeTokens(unitBlocks),
    attentionStatistics: takeStatistics(),
    queries: takeTokens(3 * attendedBlocks),
    probabilities: take(probabilityBytes),
    attended: takeTokens(attendedBlocks),
    middle: takeTokens(unitBlocks),
    feedForwardNorm: takeTokens(unitBlocks),
    feedForwardStatistics: takeStatistics(),
    inner: takeTokens(blocksOf(feedForwardFactor * shape.units)),
    output: takeTokens(unitBlocks),
    outputGradient: takeTokens(unitBlocks),
  };
}

/** What `transformer-attention.ts` needs: a head gathered and transposed, a sum per token, gradients of its scores. */
export function attentionScratchBytes(headBlocks: number, queries: number, keys: number, tileRows: number): number {
  const keyBlocks = blocksOf(keys);
  const keyTiles = Math.ceil(keys / tileRows);
  return (
    (headBlocks + 1) * Math.max(keyTiles * tileRows, keyBlocks * lineLength) * lineBytes +
    headBlocks * keyBlocks * lineLength * lineBytes +
    Math.ceil(queries / tileRows) * keyBlocks * tileRows * lineBytes
  );
}

/** @param threads that share a batch, @param tileRows of the build */
export function planTransformer(
  shape: TransformerShape,
  batchSize: number,
  threads: number,
  tileRows: number,
  imageBytes: number,
): TransformerPlan {
  const arena = createArena();
  const { take } = arena;
  const layout = transformerLayout(shape);
  const block = tileRows * lineBytes;
  const sampleTiles = Math.ceil(shape.steps / tileRows);
  const keyBlocks = blocksOf(shape.steps);
  const headBlocks = headBlocksOf(shape);
  const attendedBlocks = shape.heads * headBlocks;
  const unitBlocks = blocksOf(shape.units);
  const innerBlocks = blocksOf(feedForwardFactor * shape.units);
  const probabilityBytes = shape.heads * sampleTiles * keyBlocks * block;
  const samples = tileRows;
  const tiles = samples * sampleTiles;

  const takeTokens = (blocks: number) => take(tiles * blocks * block);
  const takeStatistics = () => take(tiles * tileRows * 8);
  const takeShard = (): TransformerShardPlan => ({
    samples,
    tiles,
    inputs: takeTokens(blocksOf(shape.inputSize)),
    embedded: takeTokens(unitBlocks),
    embeddedGradient: takeTokens(unitBlocks),
    blocks: Array.from({ length: shape.blocks }, () =>
      takeBlockTape(take, shape, tileRows, tiles, samples * probabilityBytes),
    ),
    finalNorm: takeTokens(unitBlocks),
    finalStatistics: takeStatistics(),
    mean: take(unitBlocks * block),
    meanGradient: take(unitBlocks * block),
    dropout: take(unitBlocks * block),
    logits: take(blocksOf(shape.classes) * block),
    labels: take(tileRows),
    normGradient: takeTokens(unitBlocks),
    innerGradient: takeTokens(innerBlocks),
    middleGradient: takeTokens(unitBlocks),
    attendedGradient: takeTokens(attendedBlocks),
    queryGradient: takeTokens(3 * attendedBlocks),
    scratch: take(attentionScratchBytes(headBlocks, shape.steps, shape.steps, tileRows)),
    gradients: 0,
    results: take(4 * 8),
    flow: take(8 * shape.blocks * shape.steps),
  });

  // All threads' gradients are contiguous, as `sumGradients` expects.
  const gradients = take(threads * layout.bytes);
  const plan = {
    kind: 'transformer',
    ...{ shape, batchSize, tileRows, imageBytes, probabilityBytes },
    order: take(2 * shape.steps * shape.inputSize),
    images: take(batchSize * imageBytes),
    labels: take(batchSize),
    lengths: take(2 * batchSize),
    logits: take(4 * batchSize * shape.steps * shape.classes),
    positions: shape.positionalEncoding === 'none' ? 0 : take(sampleTiles * unitBlocks * block),
    banks: [takeBank(take, layout, tileRows), takeBank(take, layout, tileRows)],
    moments: [take(layout.bytes), take(layout.bytes)],
    zeros: take(block),
    control: take(lineBytes),
    shards: Array.from({ length: threads }, (_, thread) => ({
      ...takeShard(),
      gradients: gradients + thread * layout.bytes,
    })),
    trace: takeShard(),
    traceImage: take(imageBytes),
  } as const;
  return { ...plan, bytes: arena.end };
}
