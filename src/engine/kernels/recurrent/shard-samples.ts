/**
 * The samples of one thread's shard: where they lie in its tiles, and from which step on.
 *
 * Samples lie sorted by their first ink. Until then all of them are in the same state, that of a blank sequence: it is
 * computed once, in the first place of the first tile, and a tile joins when its first sample has ink. On the way back the
 * tile's gradient then goes on in the blank sequence's place, since a sum of gradients passes through the same state as one.
 * This is exact up to the order of sums.
 */

import type { KernelExports } from '../builds/exports.ts';
import type { MemoryPlan, ShardPlan } from './memory-plan.ts';
import { lineBytes } from './shape.ts';

/** A place of a tile without sample. */
const noLabel = 255;

export type Samples = ReturnType<typeof createSamples>;

export function createSamples(kernels: KernelExports, memory: WebAssembly.Memory, plan: MemoryPlan, shard: ShardPlan) {
  const { shape, tileRows } = plan;
  const { steps } = shape;
  const bytes = new Uint8Array(memory.buffer);
  const [bottom] = shard.layers;
  /** The first step of each tile; of the first one always 0. */
  let starts: number[] = [];
  /** How many samples there are, and in which place the first one lies. */
  let count = 0;
  let firstPlace = 0;

  function clear(address: number, length: number): void {
    bytes.fill(0, address, address + length);
  }

  /** Address of a sample's line in a tape whose tiles are so many bytes. */
  function lineOf(sample: number, tileBytes: number): number {
    const place = firstPlace + sample;
    return Math.floor(place / tileRows) * tileBytes + (place % tileRows) * lineBytes;
  }

  /** Addresses of a sample's first inputs and of its tile's masks, 0 where there are none. */
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
    /** The first step of each tile. */
    starts: (): readonly number[] => starts,

    /** How many tiles have joined by this step; they join in their order. */
    activeTiles(step: number): number {
      let active = starts.length;
      while (starts[active - 1] > step) active--;
      return active;
    },

    /** Calls back for each tile that joins at a step, from the blank sequence's state before it. */
    joining(step: number, visit: (tile: number) => void): void {
      for (const [tile, start] of starts.entries()) if (step > 0 && start === step) visit(tile);
    },

    /**
     * Makes room for sequences whose inputs are then laid by `layImage` or `laySequence`.
     * @param firstInk of each sample, rising; null where blank steps are not to be shared
     */
    begin(samples: number, firstInk: ArrayLike<number> | null): void {
      count = samples;
      firstPlace = firstInk ? 1 : 0;
      const tiles = Math.ceil((count + firstPlace) / tileRows);
      starts = Array.from({ length: tiles }, (_, tile) =>
        // The last step is each sample's own, so that each has an answer of its own.
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

    /** A sequence of any numbers, without label. @param sequence address of its [steps × inputSize] f32 */
    laySequence(sample: number, sequence: number): void {
      const { inputs, masks } = inputsOf(sample);
      kernels.laySequence(sequence, steps, shape.inputSize, inputs, bottom.inputStep, masks);
    },

    /** The class that the loss takes a sample for; null: the sample has no loss. */
    setLabel(sample: number, label: number | null): void {
      bytes[shard.labels + firstPlace + sample] = label ?? noLabel;
    },
  };
}
