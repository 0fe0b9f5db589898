/** Where everything of a reader lies in its memory. */

import { createArena } from '../arena.ts';
import type { LayerTape } from '../recurrent/memory-plan.ts';
import { blocksOf, hasMasks, lineBytes } from '../recurrent/shape.ts';
import { type BatchPlaces, takeBatch } from './batch-places.ts';
import { memoryBlocksOf, readerLayout, type ReaderShape } from './shape.ts';

/** A matrix of [tile][step][blocks][tileRows][16]. */
export type Places = { readonly address: number; readonly tile: number; readonly step: number };

/** One thread's memory for its part of a batch. */
export type ReaderShardPlan = {
  /** Capacity in tiles. */
  readonly tiles: number;
  /** Samples computed per tile: 1 or all. */
  readonly rows: number;
  /** By layer, then by direction. */
  readonly encoders: readonly (readonly LayerTape[])[];
  /** Its step 0 is not computed: index 1 of its states is the initial one. */
  readonly decoder: LayerTape;
  /** What the encoders know about each step, side by side, and the attention's keys; with their gradients. */
  readonly memory: Places;
  readonly memoryGradient: Places;
  readonly keys: Places;
  readonly keyGradient: Places;
  /** [tile][memoryBlocks]: the encoders' last states; [tile][2 · unitBlocks]: the decoder's first. */
  readonly summary: Places;
  readonly summaryGradient: Places;
  readonly start: Places;
  readonly startGradient: Places;
  /** [token][tile][unitBlocks] */
  readonly queries: number;
  readonly queryGradients: number;
  /** [tile][token][step][tileRows] f32, and room for the gradient of one token. */
  readonly weights: Places;
  readonly slopes: number;
  /** [token][tile][classBlocks][tileRows][16] */
  readonly logits: number;
  /** [token][tile][tileRows] u8 */
  readonly labels: number;
  /** Room for one tile's memory, or all tiles' states of one step. */
  readonly scratch: number;
  /** This thread's gradient sums, in the layout of the weights, and one for a bias that does not exist. */
  readonly gradients: number;
  readonly sink: number;
  /** f64: as in `../recurrent/memory-plan.ts`. */
  readonly results: number;
};

/** The copies of a layer's weights that the passes read: bias for every sample, transposed kernels. */
export type DerivedLayer = { readonly bias: number; readonly inputBack: number; readonly recurrentBack: number };

export type ReaderBank = {
  readonly weights: number;
  readonly encoders: readonly (readonly DerivedLayer[])[];
} & Readonly<Record<'bridge' | 'decoder' | 'readout' | 'glimpse' | 'keys' | 'query', DerivedLayer>>;

export type ReaderPlan = BatchPlaces & {
  readonly kind: 'reader';
  readonly shape: ReaderShape;
  readonly imageBytes: number;
  readonly batchSize: number;
  readonly tileRows: number;
  /** [steps × inputSize] u16, as they are written and from the last step to the first. */
  readonly orders: readonly number[];
  readonly banks: readonly [ReaderBank, ReaderBank];
  readonly moments: readonly [number, number];
  /** As many zeros as the states of a tile have. */
  readonly zeros: number;
  /** i32: a barrier's two counters. */
  readonly control: number;
  /** One per thread, then one for a single strip, read on the engine's own thread. */
  readonly shards: readonly ReaderShardPlan[];
  readonly trace: ReaderShardPlan;
  /** [imageBytes] the strip that is traced. */
  readonly traceImage: number;
  readonly bytes: number;
};

const layerStructBytes = 128;

/** @param threads that share a batch, @param tileRows of the build */
export function planReader(shape: ReaderShape, batchSize: number, threads: number, tileRows: number): ReaderPlan {
  const arena = createArena();
  const { take } = arena;
  const block = tileRows * lineBytes;
  const layout = readerLayout(shape);
  const units = blocksOf(shape.units);
  const memoryBlocks = memoryBlocksOf(shape);
  const { steps, tokens } = shape;

  const derived = (panels: number, inputBlocks: number, recurrentBlocks: number): DerivedLayer => ({
    bias: take(panels * block),
    inputBack: inputBlocks && take(inputBlocks * panels * 16 * lineBytes),
    recurrentBack: recurrentBlocks && take(recurrentBlocks * panels * 16 * lineBytes),
  });

  const takeBank = (): ReaderBank => ({
    weights: take(layout.bytes),
    encoders: layout.encoders.map((directions, layer) =>
      directions.map(({ panels, inputBlocks }) => derived(panels, layer === 0 ? 0 : inputBlocks, units)),
    ),
    decoder: derived(layout.decoder.panels, layout.decoder.inputBlocks, units),
    bridge: derived(layout.bridge.panels, memoryBlocks, 0),
    readout: derived(layout.readout.panels, units, 0),
    glimpse: derived(layout.glimpse.panels, memoryBlocks, 0),
    keys: derived(layout.keys.panels, memoryBlocks, 0),
    query: derived(layout.query.panels, units, 0),
  });

  const places = (tiles: number, count: number, blocks: number): Places => {
    // Padded by a block, so that a panel's steps do not all map to the same cache sets.
    const step = (blocks + (count > 1 ? 1 : 0)) * block;
    return { address: take(tiles * count * step), tile: count * step, step };
  };

  /** Keys are contiguous: products write them so. */
  const keyPlaces = (tiles: number): Places => {
    const step = units * block;
    return { address: shape.attends ? take(tiles * steps * step) : 0, tile: steps * step, step };
  };

  const lstm = (tiles: number, count: number, inputBlocks: number, isMasked: boolean, wantsInputs: boolean) => {
    const inputs = places(tiles, count, inputBlocks);
    const gates = places(tiles, count, 4 * units);
    const hidden = places(tiles, count + 1, units);
    const states = () => places(tiles, count + 1, units).address;
    return {
      ...{ inputs: inputs.address, inputTile: inputs.tile, inputStep: inputs.step },
      ...{ masks: isMasked ? take(tiles * count * 4) : 0, masksTile: count * 4 },
      ...{ gates: gates.address, gatesTile: gates.tile, gatesStep: gates.step },
      ...{ hidden: hidden.address, cell: states(), squashed: states(), hiddenGradient: states() },
      ...{ stateTile: hidden.tile, stateStep: hidden.step },
      ...{ carry: take(tiles * units * block), carryTile: units * block },
      inputGradient: wantsInputs ? places(tiles, count, inputBlocks).address : 0,
      struct: take(layerStructBytes),
    } satisfies LayerTape;
  };

  const takeShard = (tiles: number, rows: number): ReaderShardPlan => {
    const { inputBlocks } = layout.decoder;
    const weightsStep = steps * tileRows * 4;
    return {
      ...{ tiles, rows },
      encoders: layout.encoders.map((directions, layer) =>
        directions.map(({ inputBlocks }) => lstm(tiles, steps, inputBlocks, layer === 0 && hasMasks(shape), layer > 0)),
      ),
      decoder: lstm(tiles, tokens + 1, inputBlocks, false, true),
      memory: places(tiles, steps, memoryBlocks),
      memoryGradient: places(tiles, steps, memoryBlocks),
      ...{ keys: keyPlaces(tiles), keyGradient: keyPlaces(tiles) },
      ...{ summary: places(tiles, 1, memoryBlocks), summaryGradient: places(tiles, 1, memoryBlocks) },
      ...{ start: places(tiles, 1, 2 * units), startGradient: places(tiles, 1, 2 * units) },
      ...{ queries: take(tokens * tiles * units * block), queryGradients: take(tokens * tiles * units * block) },
      weights: { address: take(tiles * tokens * weightsStep), tile: tokens * weightsStep, step: weightsStep },
      slopes: take(weightsStep),
      logits: take(tokens * tiles * layout.readout.panels * block),
      labels: take(tokens * tiles * tileRows),
      scratch: take(Math.max(steps * (memoryBlocks + 1), tiles * (memoryBlocks + units)) * block),
      ...{ gradients: 0, sink: take(units * lineBytes), results: take(4 * 8) },
    };
  };

  // All threads' gradients are contiguous, as `sumGradients` expects.
  const gradients = take(threads * layout.bytes);
  const tiles = Math.ceil(Math.ceil(batchSize / threads) / tileRows);
  const plan = {
    ...{ shape, batchSize, tileRows, imageBytes: steps * shape.inputSize },
    ...takeBatch(take, shape, batchSize, steps * shape.inputSize),
    orders: Array.from({ length: shape.directions }, () => take(2 * steps * shape.inputSize)),
    banks: [takeBank(), takeBank()] as const,
    moments: [take(layout.bytes), take(layout.bytes)] as const,
    zeros: take(units * block),
    control: take(lineBytes),
    shards: Array.from({ length: threads }, (_, thread) => ({
      ...takeShard(tiles, tileRows),
      gradients: gradients + thread * layout.bytes,
    })),
    trace: takeShard(1, 1),
    traceImage: take(steps * shape.inputSize),
  };
  return { kind: 'reader', ...plan, bytes: arena.end };
}
