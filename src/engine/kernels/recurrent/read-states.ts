/** Reads the hidden states that a forward pass without shared blank steps left in the threads' tapes. */

import type { MemoryPlan } from './memory-plan.ts';
import { lineBytes, lineLength } from './shape.ts';

const lineShift = Math.log2(lineLength);

/**
 * @param count samples of the pass
 * @param steps to read, from 0
 * @returns [count × steps.length × units] of the top layer, in batch order
 */
export function readStates(
  memory: WebAssembly.Memory,
  { shape, shards, sorted, tileRows }: MemoryPlan,
  count: number,
  steps: readonly number[],
): Float32Array {
  const { units } = shape;
  const blockLength = tileRows * lineLength;
  const floats = new Float32Array(memory.buffer);
  const states = new Float32Array(count * steps.length * units);
  new Uint32Array(memory.buffer, sorted, count).forEach((sample, dealt) => {
    const { layers } = shards[dealt % shards.length];
    const { hidden, stateTile, stateStep } = layers[layers.length - 1];
    const place = Math.floor(dealt / shards.length);
    const line = hidden + Math.floor(place / tileRows) * stateTile + (place % tileRows) * lineBytes;
    steps.forEach((step, index) => {
      const from = (line + (step + 1) * stateStep) / 4;
      const to = (sample * steps.length + index) * units;
      // One by one: creating a view per line takes longer than the copy.
      for (let unit = 0; unit < units; unit++) {
        states[to + unit] = floats[from + (unit >> lineShift) * blockLength + (unit & (lineLength - 1))];
      }
    });
  });
  return states;
}
