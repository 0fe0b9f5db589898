/** Where everything of a Transformer pair lies in its memory. A thread takes as many strips at a time as a tile has rows. */

import { feedForwardFactor } from '../../../domain/recipe/transformer-weights.ts';
import { readTokens } from '../../../domain/strips/strip.ts';
import { createArena } from '../arena.ts';
import { type BatchPlaces, takeBatch } from '../reader/batch-places.ts';
import { blocksOf, lineBytes } from '../recurrent/shape.ts';
import {
  attentionScratchBytes,
  type BlockTape,
  type EncoderShard,
  takeBank,
  takeBlockTape,
  type TransformerBank,
  type TransformerPlan,
} from '../transformer/memory-plan.ts';
import { headBlocksOf } from '../transformer/shape.ts';
import { pairLayout, type PairShape } from './shape.ts';

/** Tiles of the decoder's tokens, but keys and values are of the encoder's. */
export type DecoderTape = BlockTape & {
  readonly crossNorm: number;
  readonly crossStatistics: number;
  /** [heads][headBlocks] */
  readonly crossQueries: number;
  /** [key heads, value heads][headBlocks] */
  readonly keysValues: number;
  /** [sample][head][tile][block of 16 keys][tileRows][16]; `crossProbabilityBytes` from sample to sample. */
  readonly crossProbabilities: number;
  readonly crossAttended: number;
  /** The tokens between cross-attention and feed-forward layer. */
  readonly crossed: number;
};

/** One thread's memory for a pass. The encoder's last norm is what the decoder looks at. */
export type PairShardPlan = EncoderShard & {
  /** Capacity in strips. */
  readonly samples: number;
  /** ∂L/∂finalNorm. */
  readonly memoryGradient: number;
  /** [tile][tileRows][16] one of 16 for each token read. */
  readonly tokenInputs: number;
  readonly tokenEmbedded: number;
  readonly tokenEmbeddedGradient: number;
  readonly decoder: readonly DecoderTape[];
  readonly decoded: number;
  readonly decodedStatistics: number;
  /** [tile][classBlocks][tileRows][16]; u8 labels of the same tokens. */
  readonly logits: number;
  readonly labels: number;
  readonly crossedGradient: number;
  readonly crossQueryGradient: number;
  readonly keyValueGradient: number;
  /** f64: as in `../recurrent/memory-plan.ts`. */
  readonly results: number;
};

export type PairPlan = BatchPlaces &
  Pick<TransformerPlan, 'order' | 'positions' | 'zeros' | 'control' | 'moments' | 'probabilityBytes'> & {
    readonly kind: 'transformerPair';
    readonly shape: PairShape;
    readonly batchSize: number;
    readonly tileRows: number;
    readonly imageBytes: number;
    readonly tokenProbabilityBytes: number;
    readonly crossProbabilityBytes: number;
    readonly banks: readonly [TransformerBank, TransformerBank];
    /** One per thread, then one for a single strip, read on the engine's own thread. */
    readonly shards: readonly PairShardPlan[];
    readonly trace: PairShardPlan;
    /** [imageBytes] the strip that is traced. */
    readonly traceImage: number;
    readonly bytes: number;
  };

/** @param threads that share a batch, @param tileRows of the build */
export function planPair(shape: PairShape, batchSize: number, threads: number, tileRows: number): PairPlan {
  const arena = createArena();
  const { take } = arena;
  const layout = pairLayout(shape);
  const { steps, tokens, heads } = shape;
  const block = tileRows * lineBytes;
  const unitBlocks = blocksOf(shape.units);
  const headBlocks = headBlocksOf(shape);
  const attendedBlocks = heads * headBlocks;
  const [stepTiles, tokenTiles] = [steps, tokens].map((count) => Math.ceil(count / tileRows));
  const most = Math.max(stepTiles, tokenTiles);
  const imageBytes = steps * shape.inputSize;
  const probabilities = (tiles: number, keys: number) => heads * tiles * blocksOf(keys) * block;
  const bytesOf = {
    probabilityBytes: probabilities(stepTiles, steps),
    tokenProbabilityBytes: probabilities(tokenTiles, tokens),
    crossProbabilityBytes: probabilities(tokenTiles, steps),
  };
  const scratchBytes = Math.max(
    attentionScratchBytes(headBlocks, steps, steps, tileRows),
    attentionScratchBytes(headBlocks, tokens, Math.max(steps, tokens), tileRows),
  );

  const takeShard = (samples: number): Omit<PairShardPlan, 'gradients'> => {
    const takeTiles = (tiles: number, blocks: number) => take(samples * tiles * blocks * block);
    const takeStatistics = (tiles: number) => take(samples * tiles * tileRows * 8);
    const takeTape = (tiles: number, probabilityBytes: number) =>
      takeBlockTape(take, shape, tileRows, samples * tiles, samples * probabilityBytes);
    return {
      samples,
      inputs: takeTiles(stepTiles, blocksOf(shape.inputSize)),
      embedded: takeTiles(stepTiles, unitBlocks),
      embeddedGradient: takeTiles(stepTiles, unitBlocks),
      blocks: layout.blocks.map(() => takeTape(stepTiles, bytesOf.probabilityBytes)),
      finalNorm: takeTiles(stepTiles, unitBlocks),
      finalStatistics: takeStatistics(stepTiles),
      memoryGradient: takeTiles(stepTiles, unitBlocks),
      tokenInputs: takeTiles(tokenTiles, blocksOf(readTokens)),
      tokenEmbedded: takeTiles(tokenTiles, unitBlocks),
      tokenEmbeddedGradient: takeTiles(tokenTiles, unitBlocks),
      decoder: layout.decoder.map(() => ({
        ...takeTape(tokenTiles, bytesOf.tokenProbabilityBytes),
        crossNorm: takeTiles(tokenTiles, unitBlocks),
        crossStatistics: takeStatistics(tokenTiles),
        crossQueries: takeTiles(tokenTiles, attendedBlocks),
        keysValues: takeTiles(stepTiles, 2 * attendedBlocks),
        crossProbabilities: take(samples * bytesOf.crossProbabilityBytes),
        crossAttended: takeTiles(tokenTiles, attendedBlocks),
        crossed: takeTiles(tokenTiles, unitBlocks),
      })),
      decoded: takeTiles(tokenTiles, unitBlocks),
      decodedStatistics: takeStatistics(tokenTiles),
      logits: takeTiles(tokenTiles, layout.readout.panels),
      labels: take(samples * tokenTiles * tileRows),
      normGradient: takeTiles(most, unitBlocks),
      innerGradient: takeTiles(most, blocksOf(feedForwardFactor * shape.units)),
      middleGradient: takeTiles(most, unitBlocks),
      attendedGradient: takeTiles(most, attendedBlocks),
      queryGradient: takeTiles(most, 3 * attendedBlocks),
      crossedGradient: takeTiles(tokenTiles, unitBlocks),
      crossQueryGradient: takeTiles(tokenTiles, attendedBlocks),
      keyValueGradient: takeTiles(stepTiles, 2 * attendedBlocks),
      scratch: take(scratchBytes),
      results: take(4 * 8),
    };
  };

  // All threads' gradients are contiguous, as `sumGradients` expects.
  const gradients = take(threads * layout.bytes);
  const plan = {
    ...{ shape, batchSize, tileRows, imageBytes, ...bytesOf },
    ...takeBatch(take, shape, batchSize, imageBytes),
    order: take(2 * imageBytes),
    positions: take(most * unitBlocks * block),
    banks: [takeBank(take, layout, tileRows), takeBank(take, layout, tileRows)] as const,
    moments: [take(layout.bytes), take(layout.bytes)] as const,
    zeros: take(block),
    control: take(lineBytes),
    shards: Array.from({ length: threads }, (_, thread) => ({
      ...takeShard(tileRows),
      gradients: gradients + thread * layout.bytes,
    })),
    trace: { ...takeShard(1), gradients: 0 },
    traceImage: take(imageBytes),
  };
  return { kind: 'transformerPair', ...plan, bytes: arena.end };
}
