/**
 * A recurrent network's weights as an ordinary tf.LayersModel and back: recurrent layers → dense (`readout`, one unit a class) → softmax.
 * This is the form in which models are saved, and the reference that the tests hold the kernels to.
 */

import * as tf from '@tensorflow/tfjs';
import type { Activation, ModelConfig, ReadingOrder } from '../../protocol/recipe.ts';
import { readingOrders, stepsOf, stepsRead } from '../data/reading.ts';
import { classLimits, defaultConfig, limits, mostRecurrentLayers, weightShapes } from './config.ts';
import type { Weight } from './network.ts';

type RecurrentCell = 'rnn' | 'lstm' | 'gru';

const classNames = { rnn: 'SimpleRNN', lstm: 'LSTM', gru: 'GRU' } as const;

/** @returns a LayersModel [count × steps × step length] → [count × classes] with copies of the weights; the caller disposes it */
export function buildLayersModel(config: ModelConfig, weights: readonly Weight[]): tf.LayersModel {
  const image = tf.input({ shape: [stepsRead(config), stepsOf(config.order).stepLength], name: 'steps' });
  let sequence: tf.SymbolicTensor = image;
  for (let layer = 1; layer <= config.layers; layer++) {
    sequence = recurrentLayer(config, layer).apply(sequence) as tf.SymbolicTensor;
  }
  const readout = tf.layers.dense({ name: 'readout', units: config.classes, kernelInitializer: 'zeros' });
  const logits = readout.apply(sequence) as tf.SymbolicTensor;
  const probabilities = tf.layers.softmax({ name: 'probabilities' }).apply(logits) as tf.SymbolicTensor;
  const model = tf.model({ inputs: image, outputs: probabilities, name: 'gatescope' });
  tf.tidy(() => {
    model.setWeights(weights.map(({ values, shape }) => tf.tensor(values, [...shape])));
  });
  return model;
}

function recurrentLayer({ cell, activation, units, layers }: ModelConfig, layer: number): tf.layers.Layer {
  const options = {
    name: `${cell}_${layer}`,
    units,
    // All weights are set later; the usual orthogonal initialiser would take seconds for wide layers.
    kernelInitializer: 'zeros',
    recurrentInitializer: 'zeros',
    returnSequences: layer < layers,
  } as const;
  switch (cell) {
    case 'lstm':
      return tf.layers.lstm({ ...options, recurrentActivation: 'sigmoid' });
    case 'gru':
      return tf.layers.gru({ ...options, recurrentActivation: 'sigmoid' });
    case 'rnn':
      return tf.layers.simpleRNN({ ...options, activation });
    case 'transformer':
      throw new RangeError('tfjs has no layers for a Transformer.');
  }
}

/**
 * @param known what metadata says of the model; what the layers cannot say is taken from it
 * @throws UnusableModel if the model is not one that {@link buildLayersModel} could have made
 */
export function readLayersModel(
  model: tf.LayersModel,
  known: ModelConfig | null,
): { config: ModelConfig; weights: Weight[] } {
  const config = configOf(model, known);
  const tensors = model.getWeights();
  const expected = weightShapes(config);
  const found = tensors.map(({ shape }) => shape.join('×')).join(', ');
  if (found !== expected.map(({ shape }) => shape.join('×')).join(', ')) {
    throw invalid(
      `its layers are not recurrent layers and a readout of ${config.classes} (weights: ${found || 'none'})`,
    );
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

function configOf(model: tf.LayersModel, known: ModelConfig | null): ModelConfig {
  const cell = (['rnn', 'lstm', 'gru'] as const).find((each) => recurrentLayersOf(model, each).length > 0);
  if (!cell) throw invalid('it has no layer of the kinds LSTM, GRU or SimpleRNN');
  const recurrent = recurrentLayersOf(model, cell);
  for (const layer of recurrent) checkLayer(layer, cell);
  const { units, activation } = recurrent[0].getConfig();
  if (recurrent.some((layer) => layer.getConfig().activation !== activation))
    throw invalid('its layers have different activations');
  const [, steps, stepLength] = model.inputs[0].shape;
  const order = known?.order ?? orderOf(stepLength);
  if (stepLength !== stepsOf(order).stepLength) throw invalid('it does not read steps of 1, 28 or 56 pixels');
  const window = steps === null || steps === stepsOf(order).steps ? 0 : steps;
  if (steps !== null && (steps < 1 || steps > stepsOf(order).steps))
    throw invalid('it does not read the steps of an image');
  if (typeof units !== 'number' || units < limits.units[0] || recurrent.length > mostRecurrentLayers)
    throw invalid(`it does not have 1 to ${mostRecurrentLayers} layers of ${limits.units.join(' to ')} units`);
  return {
    ...defaultConfig,
    ...known,
    cell,
    activation: cell === 'rnn' ? (activation as Activation) : defaultConfig.activation,
    units,
    layers: recurrent.length,
    classes: classesOf(model),
    order,
    window: known && stepsRead(known) === stepsRead({ order, window }) ? known.window : window,
  };
}

function classesOf({ outputs }: tf.LayersModel): number {
  const classes = outputs[0].shape.at(-1) ?? 0;
  const [fewest, most] = classLimits;
  if (classes < fewest || classes > most) throw invalid(`it has ${classes} answers instead of ${fewest} to ${most}`);
  return classes;
}

function recurrentLayersOf(model: tf.LayersModel, cell: RecurrentCell): tf.layers.Layer[] {
  return model.layers.filter((layer) => layer.getClassName() === classNames[cell]);
}

function checkLayer(layer: tf.layers.Layer, cell: RecurrentCell): void {
  const { activation, recurrentActivation, goBackwards } = layer.getConfig();
  const fits =
    cell === 'rnn'
      ? activation === 'tanh' || activation === 'sigmoid' || activation === 'relu'
      : activation === 'tanh' && recurrentActivation === 'sigmoid';
  if (!fits || goBackwards === true) {
    const wanted = cell === 'rnn' ? 'tanh, sigmoid or ReLU' : 'sigmoid gates and tanh';
    throw invalid(`its layer ${layer.name} does not use ${wanted}, forwards`);
  }
}

/** The first order that reads so many pixels at a step. */
function orderOf(stepLength: number | null): ReadingOrder {
  return readingOrders.find((order) => stepsOf(order).stepLength === stepLength) ?? 'rowsDown';
}

/** Why a LayersModel is none of ours; whoever knows its file tells the person. */
export class UnusableModel extends Error {}

function invalid(why: string): UnusableModel {
  return new UnusableModel(why);
}
