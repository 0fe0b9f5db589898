/**
 * The part of a model.json that reaches tfjs, which builds anything: layers that fill the memory, initial values that
 * take minutes to draw and are then overwritten, and cyclic layers that make it loop forever.
 */

import { recurrentCellNames } from '../../domain/cells.ts';
import { settingRanges } from '../../domain/recipe/config.ts';
import { pixelCount } from '../../domain/sequence.ts';
import { limits } from '../../domain/limits/limits.ts';
import { cellLayerClasses } from '../kernels/tfjs/keras-layer.ts';
import { OwnLayer } from '../kernels/tfjs/own-layer.ts';
import { UnusableModel } from './unusable-model.ts';

/** Layer classes of recurrent networks and generators, as Gatescope, tfjs and Keras write them. */
const layerClasses = new Set(['InputLayer', ...cellLayerClasses, 'Dense', 'Softmax', 'Activation', 'Dropout']);

const zeros = { class_name: 'Zeros', config: {} };

/** Fields with no effect outside training, which may have any value. */
const withoutEffect = new Set(['seed', 'implementation', 'noise_shape', 'build_config', 'dtype']);

/**
 * @returns the layers with weights that start at zero; training settings are left out
 * @throws UnusableModel if it requires something that Gatescope does not support
 */
export function usableTopology(topology: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if ('node' in topology) throw new UnusableModel('it is a TensorFlow graph: convert it to a layers model');
  const { model_config: ofKeras, keras_version: version } = topology;
  const model = (typeof ofKeras === 'object' && ofKeras !== null ? ofKeras : topology) as Record<string, unknown>;
  if (String(version).startsWith('3.')) throw ofKeras3();
  return { class_name: copyOf('class_name', model.class_name, 1), config: fieldOf('config', model.config, 0) };
}

function ofKeras3(): UnusableModel {
  return new UnusableModel(
    'it was written by Keras 3, but tfjs reads Keras 2: save it with Keras 2 (TF_USE_LEGACY_KERAS=1)',
  );
}

function copyOf(field: string, value: unknown, depth: number): unknown {
  if (depth > limits.maxModelJsonDepth) throw new UnusableModel('its layer description is nested too deeply');
  if (Array.isArray(value)) {
    if (value.length > limits.maxModelLayers)
      throw new UnusableModel(`it has more than ${limits.maxModelLayers} ${printable(field)}`);
    return value.map((each) => copyOf(field, each, depth + 1));
  }
  if (typeof value === 'number') {
    const min = field === 'axis' ? -1 : 0;
    // Steps of single pixels; no other part of a network's shape is larger.
    if (!Number.isInteger(value) || value < min || value > pixelCount)
      throw new UnusableModel(`it has ${printable(field)} ${value}, which Gatescope does not support`);
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !withoutEffect.has(name));
  return Object.fromEntries(entries.map(([name, each]) => [name, fieldOf(name, each, depth)]));
}

function fieldOf(name: string, value: unknown, depth: number): unknown {
  if (name.endsWith('_initializer')) return zeros;
  // Both matter only in training, and may be any fraction.
  if (name === 'dropout' || name === 'recurrent_dropout' || name === 'rate') return 0;
  if (name.endsWith('_regularizer') || name.endsWith('_constraint')) return null;
  if (name === 'batch_shape') throw ofKeras3();
  if (name === 'reset_after' && value === true)
    throw new UnusableModel('its GRU resets after the product (reset_after), which tfjs does not support');
  if (name === 'time_major' && value === true)
    throw new UnusableModel('it puts steps before digits (time_major), which tfjs does not support');
  if (name === 'units' && !(typeof value === 'number' && value >= 1 && value <= settingRanges.units[1]))
    throw new UnusableModel(`it has a layer with fewer than 1 or more than ${settingRanges.units[1]} units`);
  if (name === 'layers') checkLayers(value);
  return copyOf(name, value, depth + 1);
}

/** A name from the file, made safe for a sentence. */
function printable(text: string): string {
  return text.replace(/[^\w. -]/g, '?').slice(0, limits.maxQuotedNameCharacters);
}

type Layer = {
  readonly class_name: unknown;
  readonly name?: unknown;
  readonly inbound_nodes?: unknown;
  readonly config?: { readonly name?: unknown; readonly cell?: unknown } | null;
};

const unjoined = 'its layers do not each read the previous one';

/** tfjs joins layers until none is waiting for another, so it would loop forever on a cycle or a missing layer. */
function checkLayers(layers: unknown): void {
  if (!Array.isArray(layers)) throw new UnusableModel('it has no list of layers');
  const joined = new Set<unknown>();
  for (const layer of layers as unknown[]) {
    if (!isLayer(layer)) throw new UnusableModel(`it has a layer ${kindOf(layer)}, which Gatescope does not support`);
    if (layer.class_name === OwnLayer.className && !recurrentCellNames.some((cell) => cell === layer.config?.cell))
      throw new UnusableModel('it has a layer of a cell that this version of Gatescope does not have');
    if (joined.has(layer.name)) throw new UnusableModel('two of its layers have the same name');
    // A sequential model has no links.
    if (layer.inbound_nodes === undefined) continue;
    if (layer.name !== layer.config?.name || !isJoined(layer, joined)) throw new UnusableModel(unjoined);
    joined.add(layer.name);
  }
}

function kindOf(layer: unknown): string {
  const kind = typeof layer === 'object' && layer !== null && 'class_name' in layer ? layer.class_name : null;
  return typeof kind === 'string' ? printable(kind) : 'without a class name';
}

function isLayer(layer: unknown): layer is Layer {
  return (
    typeof layer === 'object' && layer !== null && 'class_name' in layer && layerClasses.has(String(layer.class_name))
  );
}

/** Whether it reads exactly one layer joined before it; an input reads none. */
function isJoined({ class_name: className, inbound_nodes: nodes }: Layer, joined: ReadonlySet<unknown>): boolean {
  if (className === 'InputLayer') return JSON.stringify(nodes) === '[]';
  const below = (nodes as readonly (readonly (readonly unknown[])[])[] | null)?.[0]?.[0]?.[0];
  return joined.has(below) && JSON.stringify(nodes) === JSON.stringify([[[below, 0, 0, {}]]]);
}
