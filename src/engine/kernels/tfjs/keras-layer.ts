/** The tf.layers layer of each cell, as tfjs makes it. */

import * as tf from '@tensorflow/tfjs';
import {
  kerasOf,
  type LibraryCell,
  libraryCellNames,
  type RecurrentCell,
  recurrentCells,
} from '../../../domain/cells.ts';
import { OwnLayer } from './own-layer.ts';

/** Arguments for a layer of any cell; a plain RNN has no recurrent activation. */
export type KerasLayerArgs = Omit<Parameters<typeof tf.layers.lstm>[0], 'unitForgetBias'>;

/** A cell's layer, with sigmoid gates unless the arguments say otherwise. */
export function kerasLayer(cell: LibraryCell, args: KerasLayerArgs): tf.RNN {
  return tf.layers[kerasOf(cell).maker]({ ...gateArgs(cell), ...args });
}

/** Sigmoid gates, where a cell has any: tfjs' own default is its hard sigmoid. */
export function gateArgs(cell: LibraryCell): { readonly recurrentActivation?: 'sigmoid' } {
  return recurrentCells[cell].takesActivation ? {} : { recurrentActivation: 'sigmoid' };
}

/** The classes of the cells' layers in a saved model. */
export const cellLayerClasses: readonly string[] = [
  ...libraryCellNames.map((cell) => kerasOf(cell).className),
  OwnLayer.className,
];

/** The cell of a layer, or null. */
export function cellOfLayer(layer: tf.layers.Layer): RecurrentCell | null {
  return layer instanceof OwnLayer ? layer.cell : cellOfClass(layer.getClassName());
}

/** The cell of a tfjs layer class, or null. */
export function cellOfClass(className: string): LibraryCell | null {
  return libraryCellNames.find((cell) => kerasOf(cell).className === className) ?? null;
}
