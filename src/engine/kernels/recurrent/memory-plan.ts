/** Where everything of a network lies in its memory: plain byte addresses, so that they can go to every thread. */

import { gateCountOf, recurrentCells } from '../../../domain/cells.ts';
import { createArena } from '../arena.ts';
import { blocksOf, hasMasks, lineBytes, type NetworkShape, weightLayout } from './shape.ts';

/** One layer's tape in one shard: what the forward pass saves for the backward pass. Fields as in `assembly/layer.ts`. */
export type LayerTape = {
  readonly inputs: number;
  readonly inputTile: number;
  readonly inputStep: number;
  /** 0 if the inputs are the hidden states of the layer below. */
  readonly masks: number;
  readonly masksTile: number;
  readonly gates: number;
  readonly gatesTile: number;
  readonly gatesStep: number;
  readonly hidden: number;
  readonly cell: number;
  readonly squashed: number;
  readonly hiddenGradient: number;
  readonly stateTile: number;
  readonly stateStep: number;
  readonly carry: number;
  readonly carryTile: number;
  /** Address of ∂L/∂inputs; 0 if not needed. */
  readonly inputGradient: number;
  /** Address of the struct that the kernels read. */
  readonly struct: number;
};

/** One thread's memory for its part of a batch. */
export type ShardPlan = {
  /** Capacity in tiles. */
  readonly tiles: number;
  /** Samples computed per tile: 1 or all. */
  readonly rows: number;
  readonly layers: readonly LayerTape[];
  /** [tile][classBlocks][tileRows][16] */
  readonly logits: number;
  /** [tile][tileRows] u8 */
  readonly labels: number;
  /** This thread's gradient sums, in the layout of the weights. */
  readonly gradients: number;
  /** [tile][unitBlocks][tileRows][16] each sample's dropout mask, and one step's states multiplied by it. */
  readonly dropout: number;
  readonly dropped: number;
  /** f64: summed loss, correct answers, sum of squared gradients of its range, the same after clipping by value. */
  readonly results: number;
  /** [layers × steps] f64: sums of squared gradients of the hidden states. */
  readonly flow: number;
};

/** One version of the weights, and the copies that the passes read. */
export type BankPlan = {
  readonly weights: number;
  /** One per layer, then the readout's. */
  readonly derived: readonly DerivedPlan[];
};

export type DerivedPlan = {
  readonly bias: number;
  /** The recurrent kernel transposed; for the readout, its whole kernel. */
  readonly recurrentBack: number;
  /** The input kernel transposed; 0 for the readout. */
  readonly inputBack: number;
};

/**
 * Where the loss is taken: at the last step, at every step, or at one given step per sample; or, at every step but the
 * last, for the prediction of the next inputs.
 */
export type LossPlace = 'last' | 'every' | 'given' | 'nextStep';

export type MemoryPlan = {
  readonly kind: 'recurrent';
  readonly shape: NetworkShape;
  readonly loss: LossPlace;
  /** Bytes per image. */
  readonly imageBytes: number;
  readonly batchSize: number;
  readonly tileRows: number;
  /** [batchSize][imageBytes], [batchSize] labels, [steps × inputSize] u16: the image byte read as each input. */
  readonly images: number;
  readonly labels: number;
  readonly order: number;
  /** [batchSize] u32: samples sorted by first ink; u16: the step of each one's first ink. */
  readonly sorted: number;
  readonly firstInk: number;
  /** [batchSize] u16: each sample's last step that counts. */
  readonly lastSteps: number;
  /** [batchSize × units] f32: where the flow of gradients starts. */
  readonly probes: number;
  /** [batchSize × classes] f32, or for all steps, [batchSize × steps × classes] */
  readonly logits: number;
  readonly banks: readonly [BankPlan, BankPlan];
  /** Optimizer state: two arrays in the layout of the weights. */
  readonly moments: readonly [number, number];
  readonly zeros: number;
  /** i32: a barrier's two counters. */
  readonly control: number;
  /** One per thread, then one for a single sample, traced on the engine's own thread. */
  readonly shards: readonly ShardPlan[];
  readonly trace: ShardPlan;
  /** [imageBytes] the traced image. */
  readonly traceImage: number;
  /** [steps × inputSize] f32: a sequence that is not an image, before it is laid into tiles. */
  readonly sequence: number;
  readonly bytes: number;
};

const layerStructBytes = 128;

export type PlanOptions = {
  /** Whether the threads also compute ∂L/∂inputs. */
  readonly wantsInputs?: boolean;
  /** steps × inputSize by default. */
  readonly imageBytes?: number;
  readonly loss?: LossPlace;
};

/** @param threads that share a batch, @param tileRows of the build */
export function planMemory(
  shape: NetworkShape,
  batchSize: number,
  threads: number,
  tileRows: number,
  { wantsInputs = false, imageBytes = shape.steps * shape.inputSize, loss = 'last' }: PlanOptions = {},
): MemoryPlan {
  const arena = createArena();
  const { take } = arena;
  const block = tileRows * lineBytes;
  const layout = weightLayout(shape);
  const unitBlocks = blocksOf(shape.units);
  const classBlocks = blocksOf(shape.classes);
  const pixels = shape.steps * shape.inputSize;

  const takeBank = (): BankPlan => ({
    weights: take(layout.bytes),
    derived: [...layout.layers, layout.readout].map((layer) => ({
      bias: take(layer.panels * block),
      recurrentBack: take((layer === layout.readout ? unitBlocks : layer.unitBlocks) * layer.panels * 16 * lineBytes),
      inputBack: layer === layout.readout ? 0 : take(layer.inputBlocks * layer.panels * 16 * lineBytes),
    })),
  });

  /** Pads each step by one block, so that a panel's steps do not all map to the same cache sets. */
  const takeTape = (tiles: number, below: LayerTape | null, wantsInputGradient: boolean): LayerTape => {
    const { steps } = shape;
    const inputStep = below ? below.stateStep : (blocksOf(shape.inputSize) + 1) * block;
    const gatesStep = (gateCountOf(shape.cell) * unitBlocks + 1) * block;
    const stateStep = (unitBlocks + 1) * block;
    const stateTile = (steps + 1) * stateStep;
    const takeStates = () => take(tiles * stateTile);
    const keeps = recurrentCells[shape.cell].tape;
    const isMasked = !below && hasMasks(shape);
    return {
      inputs: below ? below.hidden + below.stateStep : take(tiles * steps * inputStep),
      inputTile: below ? below.stateTile : steps * inputStep,
      inputStep,
      masks: isMasked ? take(tiles * steps * 4) : 0,
      masksTile: steps * 4,
      gates: take(tiles * steps * gatesStep),
      gatesTile: steps * gatesStep,
      gatesStep,
      hidden: takeStates(),
      cell: keeps.includes('cell') ? takeStates() : 0,
      squashed: keeps.includes('squashed') ? takeStates() : 0,
      hiddenGradient: takeStates(),
      stateTile,
      stateStep,
      carry: take(tiles * unitBlocks * block),
      carryTile: unitBlocks * block,
      inputGradient: below
        ? below.hiddenGradient + below.stateStep
        : wantsInputGradient
          ? take(tiles * steps * inputStep)
          : 0,
      struct: take(layerStructBytes),
    };
  };

  const takeShard = (tiles: number, rows: number, wantsInputGradient: boolean): ShardPlan => {
    const layers: LayerTape[] = [];
    for (let layer = 0; layer < shape.layers; layer++)
      layers.push(takeTape(tiles, layer === 0 ? null : layers[layer - 1], wantsInputGradient));
    return {
      tiles,
      rows,
      layers,
      logits: take(tiles * classBlocks * block),
      labels: take(tiles * tileRows),
      gradients: 0,
      dropout: take(tiles * unitBlocks * block),
      dropped: take(tiles * unitBlocks * block),
      results: take(4 * 8),
      flow: take(8 * shape.layers * shape.steps),
    };
  };

  // One place more than samples: for the blank sequence that all share until their first ink.
  const tiles = Math.ceil((Math.ceil(batchSize / threads) + 1) / tileRows);
  // All threads' gradients are contiguous, as `sumGradients` expects.
  const gradients = take(threads * layout.bytes);
  const plan = {
    shape,
    loss,
    imageBytes,
    batchSize,
    tileRows,
    images: take(batchSize * imageBytes),
    labels: take(batchSize),
    order: take(2 * pixels),
    sequence: take(4 * pixels),
    sorted: take(4 * batchSize),
    firstInk: take(2 * batchSize),
    lastSteps: take(2 * batchSize),
    probes: take(4 * batchSize * shape.units),
    logits: take(4 * batchSize * shape.steps * shape.classes),
    banks: [takeBank(), takeBank()] as const,
    moments: [take(layout.bytes), take(layout.bytes)] as const,
    zeros: take(block),
    control: take(lineBytes),
    shards: Array.from({ length: threads }, (_, thread) => ({
      ...takeShard(tiles, tileRows, wantsInputs),
      gradients: gradients + thread * layout.bytes,
    })),
    trace: { ...takeShard(1, 1, true), logits: take(shape.steps * classBlocks * block) },
    traceImage: take(imageBytes),
  };
  return { kind: 'recurrent', ...plan, bytes: arena.end };
}
