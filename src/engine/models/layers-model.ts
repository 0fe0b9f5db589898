/**
 * A recurrent network's weights as an ordinary tf.LayersModel and back: recurrent layers → dense (`readout`, one unit
 * per class) → softmax. Models are saved in this form, and tests use it as the kernels' reference.
 */

import * as tf from '@tensorflow/tfjs';
import { isLibraryCell, isRecurrent, type RecurrentCell, recurrentCells } from '../../domain/cells.ts';
import type { Activation, ModelConfig, ReadingOrder } from '../../domain/recipe/recipe.ts';
import { readingOrders, stepsOf, stepsRead } from '../../domain/recipe/reading.ts';
import { defaultConfig, settingRanges, weightShapes } from '../../domain/recipe/config.ts';
import { maxRecurrentLayers } from '../../domain/recipe/network-fields.ts';
import { activationOf, type Chain, chainOf, misplaced } from './model-chain.ts';
import { cellOfLayer, kerasLayer } from '../kernels/tfjs/keras-layer.ts';
import { OwnLayer } from '../kernels/tfjs/own-layer.ts';
import type { Weight } from './network.ts';
import { UnusableModel } from './unusable-model.ts';

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
  if (!isRecurrent(cell)) throw new RangeError('tfjs has no layers for a Transformer.');
  const options = {
    name: `${cell}_${layer}`,
    units,
    // All weights are set later; the default orthogonal initializer would take seconds for wide layers.
    kernelInitializer: 'zeros',
    recurrentInitializer: 'zeros',
    returnSequences: layer < layers,
    ...(recurrentCells[cell].takesActivation && { activation }),
  } as const;
  return isLibraryCell(cell) ? kerasLayer(cell, options) : new OwnLayer({ ...options, cell });
}

/**
 * @param known from metadata: supplies what the layers cannot express
 * @throws UnusableModel if it computes anything other than a network here
 */
export function readLayersModel(
  model: tf.LayersModel,
  known: ModelConfig | null,
): { config: ModelConfig; weights: Weight[] } {
  const chain = chainOf(model);
  checkAnswer(chain);
  const config = configOf(model, chain, known);
  const found = [...chain.recurrent, chain.readout].flatMap(weightsOf);
  const expected = weightShapes(config);
  const shapesOf = (arrays: readonly { shape: readonly number[] }[]) =>
    arrays.map(({ shape }) => shape.join('×')).join(', ');
  if (shapesOf(found) !== shapesOf(expected)) {
    throw invalid(
      `its layers are not recurrent layers of one size with a readout of ${config.classes} classes (weights: ${shapesOf(found)})`,
    );
  }
  const weights = expected.map(({ name, shape }, index) => ({ name, shape, values: found[index].values }));
  if (weights.some(({ values }) => !values.every(Number.isFinite))) throw invalid('its weights are not finite numbers');
  return { config, weights };
}

/** A layer without biases gets zero biases. */
function weightsOf(layer: tf.layers.Layer): { shape: readonly number[]; values: Float32Array }[] {
  const weights = layer.getWeights().map((tensor) => {
    return { shape: tensor.shape, values: tensor.dataSync<'float32'>().slice() };
  });
  if (layer.getConfig().useBias !== false) return weights;
  const width = weights[0].shape.at(-1) ?? 0;
  return [...weights, { shape: [width], values: new Float32Array(width) }];
}

/** Logits may pass through at most one softmax over the classes, in a separate layer or not. @throws UnusableModel */
function checkAnswer({ readout, after }: Chain): void {
  const isSoftmax = (layer: tf.layers.Layer) => {
    const { axis } = layer.getConfig();
    if (layer.getClassName() === 'Softmax') return axis === -1 || axis === 1;
    return layer.getClassName() === 'Activation' && activationOf(layer) === 'softmax';
  };
  const activation = activationOf(readout);
  if (activation !== 'softmax' && activation !== 'linear') throw misplaced(readout, 'as its readout');
  const others = activation === 'linear' && after.length > 0 && isSoftmax(after[0]) ? after.slice(1) : after;
  if (others.length > 0) throw misplaced(others[0], 'after its readout');
}

function configOf(model: tf.LayersModel, { recurrent, readout }: Chain, known: ModelConfig | null): ModelConfig {
  const kind = recurrent[0].getClassName();
  const cell = cellOfLayer(recurrent[0]);
  if (cell === null) throw invalid(`it has layers of type ${kind}, which Gatescope does not support`);
  if (recurrent.some((layer) => cellOfLayer(layer) !== cell))
    throw invalid('its recurrent layers are of different types');
  for (const layer of recurrent) checkLayer(layer, cell);
  const { units, activation } = recurrent[0].getConfig();
  if (recurrent.some((layer) => activationOf(layer) !== activation))
    throw invalid('its layers have different activations');
  const [, steps, stepLength] = model.inputs[0].shape;
  const order = known?.order ?? orderOf(stepLength);
  if (stepLength !== stepsOf(order).stepLength) throw invalid('its steps do not have 1, 28 or 56 pixels');
  const window = steps === null || steps === stepsOf(order).steps ? 0 : steps;
  if (steps !== null && (steps < 1 || steps > stepsOf(order).steps))
    throw invalid('its steps do not add up to an image');
  if (typeof units !== 'number' || units < settingRanges.units[0] || recurrent.length > maxRecurrentLayers)
    throw invalid(`it does not have 1 to ${maxRecurrentLayers} layers of ${settingRanges.units.join(' to ')} units`);
  return {
    ...defaultConfig,
    ...known,
    cell,
    activation: recurrentCells[cell].takesActivation ? (activation as Activation) : defaultConfig.activation,
    units,
    layers: recurrent.length,
    classes: classesOf(readout),
    order,
    window: known && stepsRead(known) === stepsRead({ order, window }) ? known.window : window,
  };
}

function classesOf(readout: tf.layers.Layer): number {
  const classes = Number(readout.getConfig().units);
  const [min, max] = settingRanges.classes;
  if (classes < min || classes > max) throw invalid(`it has ${classes} outputs instead of ${min} to ${max}`);
  return classes;
}

function checkLayer(layer: tf.layers.Layer, cell: RecurrentCell): void {
  const { activation, recurrentActivation } = layer.getConfig();
  const { takesActivation } = recurrentCells[cell];
  const fits = takesActivation
    ? activation === 'tanh' || activation === 'sigmoid' || activation === 'relu'
    : layer instanceof OwnLayer || (activation === 'tanh' && recurrentActivation === 'sigmoid');
  if (fits) return;
  const wanted = takesActivation ? 'tanh, sigmoid or ReLU' : 'sigmoid gates and tanh';
  const has = [recurrentActivation, activation].filter((name) => typeof name === 'string').join(' and ');
  throw invalid(`its layer ${layer.name} uses ${has}, but Gatescope needs ${wanted}`);
}

/** The first order with this many pixels per step. */
function orderOf(stepLength: number | null): ReadingOrder {
  return readingOrders.find((order) => stepsOf(order).stepLength === stepLength) ?? 'rowsDown';
}

function invalid(why: string): UnusableModel {
  return new UnusableModel(why);
}
