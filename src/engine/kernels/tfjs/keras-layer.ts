/** The layers of tf.layers that compute a cell, as tfjs itself makes them. */

import * as tf from '@tensorflow/tfjs';
import {
  kerasOf,
  type LibraryCell,
  libraryCellNames,
  type RecurrentCell,
  recurrentCells,
} from '../../../domain/cells.ts';
import { OwnLayer } from './own-layer.ts';

/** What a layer of any cell is made of; a plain RNN has no recurrent activation. */
export type KerasLayerArgs = Omit<Parameters<typeof tf.layers.lstm>[0], 'unitForgetBias'>;

/** A layer of a cell with sigmoid gates, where the arguments do not say otherwise. */
export function kerasLayer(cell: LibraryCell, args: KerasLayerArgs): tf.RNN {
  const { takesActivation } = recurrentCells[cell];
  return tf.layers[kerasOf(cell).maker](takesActivation ? args : { recurrentActivation: 'sigmoid', ...args });
}

/** The cell that a layer computes, or null. */
export function cellOfLayer(layer: tf.layers.Layer): RecurrentCell | null {
  return layer instanceof OwnLayer ? layer.cell : cellOfClass(layer.getClassName());
}

/** The cell that tfjs' own layers of this class compute, or null. */
export function cellOfClass(className: string): LibraryCell | null {
  return libraryCellNames.find((cell) => kerasOf(cell).className === className) ?? null;
}
