/** What a LayersModel computes, layer by layer, so that nothing is ignored. */

import type * as tf from '@tensorflow/tfjs';
import { cellLayerClasses, cellOfLayer } from '../kernels/tfjs/keras-layer.ts';
import { UnusableModel } from './unusable-model.ts';

export type Chain = {
  /** At least one. */
  readonly recurrent: readonly tf.layers.Layer[];
  readonly readout: tf.layers.Layer;
  /** Layers after the readout. */
  readonly after: readonly tf.layers.Layer[];
};

/**
 * The layers with an effect, from image to answer.
 * @throws UnusableModel unless they are recurrent layers and a dense one, each reading only the previous one
 */
export function chainOf(model: tf.LayersModel): Chain {
  const layers = layersBetween(model).filter((layer) => !changesNothing(layer));
  const first = layers.findIndex(isRecurrent);
  if (first < 0) throw new UnusableModel(`it has no recurrent layer (${cellLayerClasses.join(', ')})`);
  if (first > 0) throw misplaced(layers[0], 'before its recurrent layers');
  const recurrent = layers.filter(isRecurrent);
  const stranger = layers.slice(0, recurrent.length).find((layer) => !isRecurrent(layer));
  if (stranger) throw misplaced(stranger, 'between its recurrent layers');
  if (layers.length === recurrent.length) throw new UnusableModel('it has no Dense layer as its readout');
  const [readout, ...after] = layers.slice(recurrent.length);
  if (readout.getClassName() !== 'Dense') throw misplaced(readout, 'before its readout');
  recurrent.forEach((layer, index) => {
    checkFlow(layer, index < recurrent.length - 1);
  });
  return { recurrent, readout, after };
}

/** @throws UnusableModel unless each reads exactly one other */
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

/** Layers with no effect outside training, such as dropout. */
function changesNothing(layer: tf.layers.Layer): boolean {
  const kind = layer.getClassName();
  return kind === 'InputLayer' || kind === 'Dropout' || (kind === 'Activation' && activationOf(layer) === 'linear');
}

function isRecurrent(layer: tf.layers.Layer): boolean {
  return cellOfLayer(layer) !== null;
}

/** The activation named in a layer's configuration, unchecked. */
export function activationOf(layer: tf.layers.Layer): unknown {
  return layer.getConfig().activation;
}

/** @throws UnusableModel unless each recurrent layer passes on all states, and the last its final one */
function checkFlow(layer: tf.layers.Layer, isRead: boolean): void {
  const { returnSequences, returnState, goBackwards, stateful } = layer.getConfig();
  const does = (what: string) => new UnusableModel(`its layer ${layer.name} ${what}, which Gatescope does not support`);
  if (returnState === true) throw does('returns its states beside its output (return_state)');
  if (goBackwards === true) throw does('reads backwards (go_backwards)');
  if (stateful === true) throw does('carries its state over to the next digit (stateful)');
  if (returnSequences !== isRead)
    throw does(isRead ? 'passes only its last state to another layer' : 'answers after every step (return_sequences)');
}

/** @param where a phrase between "a layer" and a comma */
export function misplaced(layer: tf.layers.Layer, where: string): UnusableModel {
  const activation = activationOf(layer);
  const kind = typeof activation === 'string' ? `${layer.getClassName()} (${activation})` : layer.getClassName();
  return new UnusableModel(`it has a layer ${kind} ${where}, which Gatescope does not support`);
}
