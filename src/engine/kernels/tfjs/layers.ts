/**
 * Recurrent tf.layers that compute with the kernels. They are tfjs' own layers with their weights, configuration and name;
 * only `call` is replaced, so that all that saves, loads, counts or trains layers still works.
 */

import * as tf from '@tensorflow/tfjs';
import { type LibraryCell, recurrentCells } from '../../../domain/cells.ts';
import { cellOfClass, kerasLayer, type KerasLayerArgs } from './keras-layer.ts';
import type { Recurrent, RecurrentOptions } from './ops.ts';

/** Options that the kernels do not support, with the values that turn them off. */
const plain = { dropout: 0, recurrentDropout: 0, stateful: false, goBackwards: false, returnState: false } as const;

const activations: readonly unknown[] = ['tanh', 'sigmoid', 'relu'] satisfies RecurrentOptions['activation'][];

/** @param recurrent the op of the kernels, from `createRecurrentOps` */
export function createFusedLayers(recurrent: Recurrent) {
  /**
   * Makes an LSTM, GRU or SimpleRNN layer compute with the kernels.
   * @returns the same layer
   * @throws TypeError if it is another layer, or has an option that the kernels do not support
   */
  function fuse<Layer extends tf.layers.Layer>(layer: Layer): Layer {
    const options = optionsOf(layer);
    layer.call = (inputs, kwargs) =>
      tf.tidy(() => {
        const [x, ...states] = Array.isArray(inputs) ? inputs : [inputs];
        const given = kwargs as Readonly<Record<string, unknown>> | null | undefined;
        if (states.length > 0 || given?.initialState || given?.mask) {
          throw new TypeError(`Layer ${layer.name} runs on the kernels, which take no mask and no initial state.`);
        }
        const [kernel, recurrentKernel, ...rest] = layer.weights.map((weight) => weight.read());
        const [bias] = rest.length > 0 ? rest : [tf.zeros(kernel.shape.slice(1))];
        return recurrent(x, kernel, recurrentKernel, bias, options);
      });
    return layer;
  }

  /**
   * Fuses all LSTM, GRU and SimpleRNN layers of a model (such as a loaded one) and of its nested models.
   * @returns the same model
   * @throws as `fuse`, before any change; also if another layer, such as Bidirectional, wraps one of these
   */
  function withFusedLayers<Model extends tf.LayersModel>(model: Model): Model {
    const layers = layersWithin(model).filter((layer) => cellOfClass(layer.getClassName()) !== null);
    layers.forEach(optionsOf);
    layers.forEach(fuse);
    return model;
  }

  return {
    fuse,
    withFusedLayers,

    /** Like a layer of tf.layers, but with sigmoid as the default `recurrentActivation`. @throws as `fuse` */
    fused: (cell: LibraryCell, args: KerasLayerArgs) => fuse(kerasLayer(cell, args)),
  };
}

/** All layers, those of nested models included. @throws TypeError if one wraps a recurrent layer */
function layersWithin(model: tf.LayersModel): tf.layers.Layer[] {
  return model.layers.flatMap((layer) => {
    if (layer instanceof tf.LayersModel) return layersWithin(layer);
    const wrapped = wrappedIn(layer.getConfig());
    if (wrapped === null) return [layer];
    throw new TypeError(
      `The kernels cannot compute the ${wrapped} within layer ${layer.name}, a ${layer.getClassName()}. Use the plain model.`,
    );
  });
}

/** @returns the class of a recurrent layer anywhere in a wrapper's configuration, or null */
function wrappedIn(config: unknown): string | null {
  if (typeof config !== 'object' || config === null) return null;
  const { className } = config as { readonly className?: unknown };
  if (typeof className === 'string' && cellOfClass(className) !== null) return className;
  for (const value of Object.values(config)) {
    const found = wrappedIn(value);
    if (found !== null) return found;
  }
  return null;
}

/** @throws TypeError naming an unsupported option */
function optionsOf(layer: tf.layers.Layer): RecurrentOptions {
  const className = layer.getClassName();
  const cell = cellOfClass(className);
  if (cell === null) {
    throw new TypeError(`Layer ${layer.name} is a ${className}; the kernels compute LSTM, GRU and SimpleRNN.`);
  }
  const config: Readonly<Record<string, unknown>> = layer.getConfig();
  const wanted = {
    ...plain,
    ...(recurrentCells[cell].takesActivation ? {} : { activation: 'tanh', recurrentActivation: 'sigmoid' }),
  };
  for (const [setting, value] of Object.entries(wanted)) {
    if (config[setting] !== value) throw unable(layer, setting, config[setting]);
  }
  const { activation, returnSequences } = config;
  if (!isActivation(activation)) throw unable(layer, 'activation', activation);
  return { cell, activation, returnSequences: returnSequences === true };
}

function isActivation(value: unknown): value is NonNullable<RecurrentOptions['activation']> {
  return activations.includes(value);
}

function unable(layer: tf.layers.Layer, setting: string, value: unknown): TypeError {
  return new TypeError(
    `The kernels cannot compute layer ${layer.name} with ${setting} ${JSON.stringify(value)}. Use the plain layer.`,
  );
}
