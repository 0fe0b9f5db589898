/**
 * A generator's weights as an ordinary tf.LayersModel and back: LSTM → dense 28 (`readout`) with sigmoid after each
 * row.
 */

import * as tf from '@tensorflow/tfjs';
import { rowLength, rows } from '../../domain/sequence.ts';
import type { Weight } from '../models/network.ts';
import { generatorWeightShapes } from './generator-config.ts';

/**
 * @param labels classes that it can be asked for: with any, a row that shows the label comes before the image's
 * @returns a LayersModel [count × steps × 28] → [count × steps × 28] with copies of the weights, of 28 or 29 steps; row t of
 * its output is the probability of ink in row t + 1. The caller disposes it
 */
export function buildGeneratorModel(units: number, weights: readonly Weight[], labels = 0): tf.LayersModel {
  const image = tf.input({ shape: [rows + (labels > 0 ? 1 : 0), rowLength], name: 'rows' });
  // All weights are set below; the default orthogonal initializer would take seconds.
  const zeros = { kernelInitializer: 'zeros', recurrentInitializer: 'zeros' } as const;
  const lstm = tf.layers.lstm({
    ...{ name: 'lstm_1', units, recurrentActivation: 'sigmoid', returnSequences: true },
    ...zeros,
  });
  const readout = tf.layers.dense({
    ...{ name: 'readout', units: rowLength, activation: 'sigmoid', kernelInitializer: 'zeros' },
  });
  const outputs = readout.apply(lstm.apply(image)) as tf.SymbolicTensor;
  const model = tf.model({ inputs: image, outputs, name: 'gatescope-generator' });
  tf.tidy(() => {
    model.setWeights(weights.map(({ values, shape }) => tf.tensor(values, [...shape])));
  });
  return model;
}

/** @returns null for a model that {@link buildGeneratorModel} cannot have made */
export function readGeneratorModel(model: tf.LayersModel): { units: number; weights: Weight[] } | null {
  const [input, lstm, readout] = model.layers;
  if (model.layers.map((layer) => layer.getClassName()).join() !== 'InputLayer,LSTM,Dense') return null;
  if (model.inputs[0].sourceLayer !== input || model.outputs[0].sourceLayer !== readout) return null;
  const { units, activation, recurrentActivation, returnSequences, goBackwards, stateful } = lstm.getConfig();
  if (typeof units !== 'number' || activation !== 'tanh' || recurrentActivation !== 'sigmoid') return null;
  if (returnSequences !== true || goBackwards === true || stateful === true) return null;
  if (readout.getConfig().activation !== 'sigmoid') return null;
  const expected = generatorWeightShapes(units);
  const tensors = model.getWeights();
  const shapesOf = (list: readonly { shape: readonly number[] }[]) => list.map(({ shape }) => shape.join('×')).join();
  if (shapesOf(tensors) !== shapesOf(expected)) return null;
  const weights = expected.map((each, index) => ({ ...each, values: tensors[index].dataSync<'float32'>().slice() }));
  return weights.every(({ values }) => values.every(Number.isFinite)) ? { units, weights } : null;
}
