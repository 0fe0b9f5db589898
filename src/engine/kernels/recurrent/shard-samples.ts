/**
 * The samples of one shard: their places in its tiles, and the step each starts at.
 *
 * Samples are sorted by first ink. Until then all share the state of a blank sequence: it is computed once, in the first
 * place of the first tile, and a tile joins when its first sample has ink. In the backward pass the tile's gradient then
 * continues in the blank sequence's place, since gradients of a shared state add up. Exact up to the order of sums.
 */

import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan, ShardPlan } from './memory-plan.ts';
import { lineBytes } from './shape.ts';

/** Marks an empty row of a tile. */
const noLabel = 255;

export type Samples = ReturnType<typeof createSamples>;

export function createSamples(kernels: KernelExports, memory: WebAssembly.Memory, plan: MemoryPlan, shard: ShardPlan) {
  const { shape, tileRows } = plan;
  const { steps } = shape;
  const bytes = new Uint8Array(memory.buffer);
  const [bottom] = shard.layers;
  /** The first step of each tile; always 0 for the first tile. */
  let starts: number[] = [];
  /** Number of samples, and the place of the first. */
  let count = 0;
  let firstPlace = 0;

  function clear(address: number, length: number): void {
    bytes.fill(0, address, address + length);
  }

  /** Address of a sample's line in a tape with tiles of `tileBytes`. */
  function lineOf(sample: number, tileBytes: number): number {
    const place = firstPlace + sample;
    return Math.floor(place / tileRows) * tileBytes + (place % tileRows) * lineBytes;
  }

  /** Addresses of a sample's first inputs and of its tile's masks, 0 if it has none. */
  function inputsOf(sample: number): { inputs: number; masks: number } {
    const tile = Math.floor((firstPlace + sample) / tileRows);
    return {
      inputs: bottom.inputs + lineOf(sample, bottom.inputTile),
      masks: bottom.masks && bottom.masks + tile * bottom.masksTile,
    };
  }

  return {
    clear,
    lineOf,
    count: () => count,
    tiles: () => starts.length,
    starts: (): readonly number[] => starts,

    /** Number of tiles that have joined by this step; they join in order. */
    activeTiles(step: number): number {
      let active = starts.length;
      while (starts[active - 1] > step) active--;
      return active;
    },

    /** Visits each tile that joins at a step, starting from the blank sequence's previous state. */
    joining(step: number, visit: (tile: number) => void): void {
      for (const [tile, start] of starts.entries()) if (step > 0 && start === step) visit(tile);
    },

    /**
     * Makes room for sequences; lay their inputs next with `layImage` or `laySequence`.
     * @param firstInk of each sample, ascending; null to share no blank steps
     */
    begin(samples: number, firstInk: ArrayLike<number> | null): void {
      count = samples;
      firstPlace = firstInk ? 1 : 0;
      const tiles = Math.ceil((count + firstPlace) / tileRows);
      starts = Array.from({ length: tiles }, (_, tile) =>
        // No tile skips the last step, so that each sample has its own answer.
        firstInk && tile > 0 ? Math.min(firstInk[tile * tileRows - 1], steps - 1) : 0,
      );
      clear(bottom.inputs, tiles * bottom.inputTile);
      if (bottom.masks) clear(bottom.masks, tiles * bottom.masksTile);
      bytes.fill(noLabel, shard.labels, shard.labels + tiles * tileRows);
    },

    /** @param image address of its bytes */
    layImage(sample: number, image: number): void {
      const { inputs, masks } = inputsOf(sample);
      kernels.layImage(image, plan.order, steps, shape.inputSize, inputs, bottom.inputStep, masks);
    },

    /** Lays a sequence of any numbers, without label. @param sequence address of its [steps × inputSize] f32 */
    laySequence(sample: number, sequence: number): void {
      const { inputs, masks } = inputsOf(sample);
      kernels.laySequence(sequence, steps, shape.inputSize, inputs, bottom.inputStep, masks);
    },

    /** Sets a sample's class for the loss; null: the sample has no loss. */
    setLabel(sample: number, label: number | null): void {
      bytes[shard.labels + firstPlace + sample] = label ?? noLabel;
    },
  };
}
