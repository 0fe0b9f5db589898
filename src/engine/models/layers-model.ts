/**
 * A network's weights as an ordinary tf.LayersModel and back: LSTM layers → dense 10 (`readout`) → softmax. This is the
 * form in which models are saved, and the reference that the tests hold our own passes to.
 */

import * as tf from '@tensorflow/tfjs';
import type { ModelConfig } from '../../protocol/api.ts';
import { GatescopeError } from '../../protocol/errors.ts';
import { rowLength, rows } from '../data/sequence.ts';
import { classCount, weightShapes } from './config.ts';
import type { Weight } from './network.ts';

/** @returns a LayersModel [count × 28 × 28] → [count × 10] with copies of the weights; the caller disposes it */
export function buildLayersModel(config: ModelConfig, weights: readonly Weight[]): tf.LayersModel {
  const image = tf.input({ shape: [rows, rowLength], name: 'rows' });
  let sequence: tf.SymbolicTensor = image;
  for (let layer = 1; layer <= config.layers; layer++) {
    const lstm = tf.layers.lstm({
      name: `lstm_${layer}`,
      units: config.units,
      recurrentActivation: 'sigmoid',
      // All weights are set below; the usual orthogonal initialiser would take seconds for wide layers.
      kernelInitializer: 'zeros',
      recurrentInitializer: 'zeros',
      returnSequences: layer < config.layers,
    });
    sequence = lstm.apply(sequence) as tf.SymbolicTensor;
  }
  const readout = tf.layers.dense({ name: 'readout', units: classCount, kernelInitializer: 'zeros' });
  const logits = readout.apply(sequence) as tf.SymbolicTensor;
  const probabilities = tf.layers.softmax({ name: 'probabilities' }).apply(logits) as tf.SymbolicTensor;
  const model = tf.model({ inputs: image, outputs: probabilities, name: 'gatescope' });
  tf.tidy(() => {
    model.setWeights(weights.map(({ values, shape }) => tf.tensor(values, [...shape])));
  });
  return model;
}

/**
 * @throws GatescopeError `modelInvalid` if the model is not one that {@link buildLayersModel} could have made
 */
export function readLayersModel(model: tf.LayersModel): { config: ModelConfig; weights: Weight[] } {
  const layers = model.layers.filter((layer) => layer.getClassName() === 'LSTM');
  const config: ModelConfig = { cell: 'lstm', units: unitsOf(layers[0]), layers: layers.length };
  const tensors = model.getWeights();
  const expected = weightShapes(config);
  const found = tensors.map(({ shape }) => shape.join('×')).join(', ');
  if (layers.length === 0 || found !== expected.map(({ shape }) => shape.join('×')).join(', ')) {
    throw invalid(`its layers are not LSTM layers and a readout of ${classCount} (weights: ${found || 'none'})`);
  }
  for (const layer of layers) {
    const { activation, recurrentActivation, goBackwards } = layer.getConfig();
    if (activation !== 'tanh' || recurrentActivation !== 'sigmoid' || goBackwards === true) {
      throw invalid(`its layer ${layer.name} does not use sigmoid gates and tanh, forwards`);
    }
  }
  const weights = expected.map(({ name, shape }, index) => ({
    name,
    shape,
    values: tensors[index].dataSync<'float32'>().slice(),
  }));
  if (weights.some(({ values }) => !values.every(Number.isFinite)))
    throw invalid('it has weights that are not numbers');
  return { config, weights };
}

function unitsOf(layer: tf.layers.Layer | undefined): number {
  const units = layer?.getConfig().units;
  return typeof units === 'number' ? units : 0;
}

function invalid(why: string): GatescopeError {
  return new GatescopeError('modelInvalid', `This model cannot be used: ${why}. Take a model that Gatescope saved.`, {
    why,
  });
}
