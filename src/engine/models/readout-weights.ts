/** The readout's weights as stored in a bank, for recurrent networks and the Transformer alike. */

import { lineLength } from '../kernels/recurrent/shape.ts';

/**
 * The classes fit into one panel, so that a unit's weights are one line of it.
 * @param floats the network's memory
 * @param kernel address of the readout's kernel in the bank
 * @returns [units × classes]
 */
export function readReadout(floats: Float32Array, kernel: number, units: number, classes: number): Float32Array {
  const weights = new Float32Array(units * classes);
  for (let unit = 0; unit < units; unit++) {
    const line = kernel / 4 + unit * lineLength;
    weights.set(floats.subarray(line, line + classes), unit * classes);
  }
  return weights;
}

/** The weights of one class. @param readout [units × classes] @returns [units] */
export function readoutColumn(readout: Float32Array, classes: number, column: number): Float32Array {
  return Float32Array.from({ length: readout.length / classes }, (_, unit) => readout[unit * classes + column]);
}
