/** Reads the tokens of a sample out of the tiles of a share. */

import { blocksOf, lineBytes, lineLength } from '../shape.ts';
import type { TransformerPlan } from './memory-plan.ts';
import type { TransformerShare } from './share.ts';

export function createTokenReader(memory: WebAssembly.Memory, plan: TransformerPlan, share: TransformerShare) {
  const { tileRows, probabilityBytes } = plan;
  const { steps, units, heads } = plan.shape;
  const floats = new Float32Array(memory.buffer);
  const unitBlocks = blocksOf(units);
  const blockLength = (tileRows * lineBytes) / 4;

  /** [steps × units] of a sample that was read whole. @param address of a matrix of tokens as wide as the model */
  function matrix(sample: number, address: number): Float32Array {
    const first = share.tokensOf(sample, address) / 4;
    const values = new Float32Array(steps * units);
    for (let step = 0; step < steps; step++) {
      const token = first + Math.floor(step / tileRows) * unitBlocks * blockLength + (step % tileRows) * lineLength;
      for (let block = 0; block < unitBlocks; block++) {
        const from = token + block * blockLength;
        const length = Math.min(lineLength, units - block * lineLength);
        values.set(floats.subarray(from, from + length), step * units + block * lineLength);
      }
    }
    return values;
  }

  return {
    matrix,
    /** [heads × steps × steps] of a sample that was read whole. Row: the token that asks. @param address of a block's */
    attention(sample: number, address: number): Float32Array {
      const keyBlocks = blocksOf(steps);
      const tileLength = keyBlocks * blockLength;
      const headLength = Math.ceil(steps / tileRows) * tileLength;
      const values = new Float32Array(heads * steps * steps);
      for (let row = 0; row < heads * steps; row++) {
        const [head, step] = [Math.floor(row / steps), row % steps];
        const tile = head * headLength + Math.floor(step / tileRows) * tileLength + (step % tileRows) * lineLength;
        for (let block = 0; block < keyBlocks; block++) {
          const from = (address + sample * probabilityBytes) / 4 + tile + block * blockLength;
          const length = Math.min(lineLength, steps - block * lineLength);
          values.set(floats.subarray(from, from + length), row * steps + block * lineLength);
        }
      }
      return values;
    },
    /** [steps] Σ of the squares of each token. */
    squares(sample: number, address: number): Float64Array {
      const values = matrix(sample, address);
      return Float64Array.from({ length: steps }, (_, step) =>
        values.subarray(step * units, (step + 1) * units).reduce((sum, value) => sum + value * value, 0),
      );
    },
  };
}
