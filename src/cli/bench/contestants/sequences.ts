/** Digits as the other libraries take them: numbers, time first. */

import { pixelCount, rowLength, rows } from '../../../domain/sequence.ts';

export type Sequences = {
  readonly count: number;
  /** [rows × count × rowLength] ink from 0 to 1: all samples' row 0, then all samples' row 1, … */
  readonly steps: Float32Array;
};

/**
 * @param images [n × 784] bytes
 * @param indices the digits to take, in this order
 */
export function gatherSequences(images: Uint8Array, indices: Uint32Array): Sequences {
  const count = indices.length;
  const steps = new Float32Array(count * pixelCount);
  indices.forEach((index, sample) => {
    for (let row = 0; row < rows; row++) {
      const from = index * pixelCount + row * rowLength;
      const to = (row * count + sample) * rowLength;
      for (let column = 0; column < rowLength; column++) steps[to + column] = images[from + column] / 255;
    }
  });
  return { count, steps };
}
