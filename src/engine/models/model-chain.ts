/** What a LayersModel computes, layer by layer, so that nothing it does is passed over. */

import type * as tf from '@tensorflow/tfjs';
import { cellOfClass } from '../kernels/tfjs/keras-layer.ts';
import { UnusableModel } from './unusable-model.ts';

export type Chain = {
  /** At least one. */
  readonly recurrent: readonly tf.layers.Layer[];
  readonly readout: tf.layers.Layer;
  /** What comes after the readout. */
  readonly after: readonly tf.layers.Layer[];
};

/**
 * The layers that change what they read, from the image to the answer.
 * @throws UnusableModel where they are no recurrent layers and a dense one, each reading the one before it alone
 */
export function chainOf(model: tf.LayersModel): Chain {
  const layers = layersBetween(model).filter((layer) => !changesNothing(layer));
  const first = layers.findIndex(isRecurrent);
  if (first < 0) throw new UnusableModel('it has no layer of the kinds LSTM, GRU or SimpleRNN');
  if (first > 0) throw misplaced(layers[0], 'before its recurrent layers');
  const recurrent = layers.filter(isRecurrent);
  const stranger = layers.slice(0, recurrent.length).find((layer) => !isRecurrent(layer));
  if (stranger) throw misplaced(stranger, 'between its recurrent layers');
  if (layers.length === recurrent.length) throw new UnusableModel('it has no Dense layer that answers');
  const [readout, ...after] = layers.slice(recurrent.length);
  if (readout.getClassName() !== 'Dense') throw misplaced(readout, 'before its readout');
  recurrent.forEach((layer, index) => {
    checkFlow(layer, index < recurrent.length - 1);
  });
  return { recurrent, readout, after };
}

/** @throws UnusableModel unless each reads one other */
function layersBetween({ inputs, outputs }: tf.LayersModel): tf.layers.Layer[] {
  if (inputs.length !== 1 || outputs.length !== 1)
    throw new UnusableModel(`it has ${inputs.length} inputs and ${outputs.length} outputs instead of one each`);
  const layers: tf.layers.Layer[] = [];
  let [at] = outputs;
  for (;;) {
    layers.unshift(at.sourceLayer);
    if (at.inputs.length === 0) return layers;
    if (at.inputs.length > 1) throw misplaced(at.sourceLayer, 'that reads several layers');
    [at] = at.inputs;
  }
}

/** Nothing is dropped but while a network trains. */
function changesNothing(layer: tf.layers.Layer): boolean {
  const kind = layer.getClassName();
  return kind === 'InputLayer' || kind === 'Dropout' || (kind === 'Activation' && activationOf(layer) === 'linear');
}

function isRecurrent(layer: tf.layers.Layer): boolean {
  return cellOfClass(layer.getClassName()) !== null;
}

export function activationOf(layer: tf.layers.Layer): unknown {
  return layer.getConfig().activation;
}

/** @throws UnusableModel where a recurrent layer hands on something else than all states, or at the end the last one */
function checkFlow(layer: tf.layers.Layer, isRead: boolean): void {
  const { returnSequences, returnState, goBackwards, stateful } = layer.getConfig();
  const does = (what: string) => new UnusableModel(`its layer ${layer.name} ${what}, which no network here does`);
  if (returnState === true) throw does('hands on its states beside its answer (return_state)');
  if (goBackwards === true) throw does('reads backwards (go_backwards)');
  if (stateful === true) throw does('goes on from the digit before (stateful)');
  if (returnSequences !== isRead)
    throw does(isRead ? 'hands on its last state alone to another one' : 'answers after every step (return_sequences)');
}

/** @param where behind "a layer", before a comma */
export function misplaced(layer: tf.layers.Layer, where: string): UnusableModel {
  const activation = activationOf(layer);
  const kind = typeof activation === 'string' ? `${layer.getClassName()} (${activation})` : layer.getClassName();
  return new UnusableModel(`it has a layer ${kind} ${where}, which networks here do not have`);
}
