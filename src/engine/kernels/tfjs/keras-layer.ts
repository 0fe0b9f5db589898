/** The layers of tf.layers that compute a cell, as tfjs itself makes them. */

import * as tf from '@tensorflow/tfjs';
import { type RecurrentCell, recurrentCellNames, recurrentCells } from '../../../domain/cells.ts';

/** What a layer of any cell is made of; a plain RNN has no recurrent activation. */
export type KerasLayerArgs = Omit<Parameters<typeof tf.layers.lstm>[0], 'unitForgetBias'>;

/** A layer of a cell with sigmoid gates, where the arguments do not say otherwise. */
export function kerasLayer(cell: RecurrentCell, args: KerasLayerArgs): tf.layers.Layer {
  const { keras, takesActivation } = recurrentCells[cell];
  return tf.layers[keras.maker](takesActivation ? args : { recurrentActivation: 'sigmoid', ...args });
}

/** The cell that a layer of this class computes, or null. */
export function cellOfClass(className: string): RecurrentCell | null {
  return recurrentCellNames.find((cell) => recurrentCells[cell].keras.className === className) ?? null;
}
