/** Reads a sample's tokens from the tiles of a shard. */

import { blocksOf, lineBytes, lineLength } from '../recurrent/shape.ts';
import type { TransformerPlan } from './memory-plan.ts';
import { headBlocksOf } from './shape.ts';
import type { TransformerShard } from './shard.ts';

/** Requires samples that were read whole. */
export function createTokenReader(memory: WebAssembly.Memory, plan: TransformerPlan, shard: TransformerShard) {
  const { tileRows, probabilityBytes } = plan;
  const { steps, units, heads } = plan.shape;
  const floats = new Float32Array(memory.buffer);
  const block = tileRows * lineBytes;

  /** Reads a row of `width` numbers per step. @param address of the first tile, @param to [steps × width] receives them */
  function readTiles(address: number, width: number, to: Float32Array): void {
    const tileBytes = blocksOf(width) * block;
    for (let step = 0; step < steps; step++) {
      const row = address + Math.floor(step / tileRows) * tileBytes + (step % tileRows) * lineBytes;
      for (let first = 0; first < width; first += lineLength) {
        const from = (row + (first / lineLength) * block) / 4;
        to.set(floats.subarray(from, from + Math.min(lineLength, width - first)), step * width + first);
      }
    }
  }

  /** [steps × units]. @param address of a matrix of tokens as wide as the model */
  function matrix(sample: number, address: number): Float32Array {
    const values = new Float32Array(steps * units);
    readTiles(shard.tokensOf(sample, address), units, values);
    return values;
  }

  return {
    matrix,
    /**
     * Of the first sample: `parts` matrices of all heads side by side, [steps × units] each. @param address of tiles in
     * which each head begins a new block
     */
    parts(address: number, parts: number): Float32Array[] {
      const headWidth = headBlocksOf(plan.shape) * lineLength;
      const width = parts * heads * headWidth;
      const read = new Float32Array(steps * width);
      readTiles(address, width, read);
      const own = units / heads;
      return Array.from({ length: parts }, (_, part) =>
        Float32Array.from({ length: steps * units }, (_, at) => {
          const [step, unit] = [Math.floor(at / units), at % units];
          return read[step * width + (part * heads + Math.floor(unit / own)) * headWidth + (unit % own)];
        }),
      );
    },
    /** [steps] Σ of the squares of each token. */
    squares(sample: number, address: number): Float64Array {
      const values = matrix(sample, address);
      return Float64Array.from({ length: steps }, (_, step) =>
        values.subarray(step * units, (step + 1) * units).reduce((sum, value) => sum + value * value, 0),
      );
    },
    /** [heads × steps × steps], one row per query token. @param address of a block's probabilities */
    attention(sample: number, address: number): Float32Array {
      const values = new Float32Array(heads * steps * steps);
      const size = values.length / heads;
      for (let head = 0; head < heads; head++) {
        const from = address + sample * probabilityBytes + (head * probabilityBytes) / heads;
        readTiles(from, steps, values.subarray(head * size, (head + 1) * size));
      }
      return values;
    },
  };
}
