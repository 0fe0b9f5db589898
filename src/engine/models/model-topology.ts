/**
 * What of a model.json reaches tfjs, which makes whatever it is told to: layers that fill the memory, initial values, drawn for
 * minutes, of weights that are set afterwards, and layers that wait for each other without end.
 */

import { limits } from '../../domain/recipe/config.ts';
import { UnusableModel } from './unusable-model.ts';

/** Those of recurrent networks and generators, as Gatescope, tfjs and Keras write them. */
const layerClasses = new Set(['InputLayer', 'SimpleRNN', 'LSTM', 'GRU', 'Dense', 'Softmax', 'Activation', 'Dropout']);

const mostLayers = 16;
const mostDepth = 16;
/** Steps of single pixels; no other part of a network's shape is larger. */
const mostSteps = 784;

const zeros = { class_name: 'Zeros', config: {} };

/** What only training, or nothing at all, makes use of, and may be any number. */
const withoutEffect = new Set(['seed', 'implementation', 'noise_shape', 'build_config', 'dtype']);

/**
 * @returns its layers, their weights beginning at zero; how it was trained is left out
 * @throws UnusableModel where it asks for what no network here may have
 */
export function usableTopology(topology: Readonly<Record<string, unknown>>): Record<string, unknown> {
  if ('node' in topology) throw new UnusableModel('it is a graph of TensorFlow: convert it as a layers model');
  const { model_config: ofKeras, keras_version: version } = topology;
  const model = (typeof ofKeras === 'object' && ofKeras !== null ? ofKeras : topology) as Record<string, unknown>;
  if (String(version).startsWith('3.')) throw ofKeras3();
  return { class_name: copyOf('class_name', model.class_name, 1), config: fieldOf('config', model.config, 0) };
}

function ofKeras3(): UnusableModel {
  return new UnusableModel(
    'Keras 3 wrote it, and tfjs reads what Keras 2 writes: save it with Keras 2 (TF_USE_LEGACY_KERAS=1)',
  );
}

function copyOf(field: string, value: unknown, depth: number): unknown {
  if (depth > mostDepth) throw new UnusableModel('what it says of its layers is nested too deeply');
  if (Array.isArray(value)) {
    if (value.length > mostLayers) throw new UnusableModel(`it has more than ${mostLayers} ${printable(field)}`);
    return value.map((each) => copyOf(field, each, depth + 1));
  }
  if (typeof value === 'number') {
    const least = field === 'axis' ? -1 : 0;
    if (!Number.isInteger(value) || value < least || value > mostSteps)
      throw new UnusableModel(`it has ${printable(field)} ${value}, which no network here has`);
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([name]) => !withoutEffect.has(name));
  return Object.fromEntries(entries.map(([name, each]) => [name, fieldOf(name, each, depth)]));
}

function fieldOf(name: string, value: unknown, depth: number): unknown {
  if (name.endsWith('_initializer')) return zeros;
  // Both matter to training alone, and may be any fraction.
  if (name === 'dropout' || name === 'recurrent_dropout' || name === 'rate') return 0;
  if (name.endsWith('_regularizer') || name.endsWith('_constraint')) return null;
  if (name === 'batch_shape') throw ofKeras3();
  if (name === 'reset_after' && value === true)
    throw new UnusableModel('its GRU resets after the product (reset_after), which tfjs does not know');
  if (name === 'time_major' && value === true)
    throw new UnusableModel('it reads steps before digits (time_major), which tfjs does not know');
  if (name === 'units' && !(typeof value === 'number' && value >= 1 && value <= limits.units[1]))
    throw new UnusableModel(`it has a layer that has not 1 to ${limits.units[1]} units`);
  if (name === 'layers') checkLayers(value);
  return copyOf(name, value, depth + 1);
}

/** What a file calls something, in a sentence. */
function printable(text: string): string {
  return text.replace(/[^\w. -]/g, '?').slice(0, 40);
}

type Layer = {
  readonly class_name: unknown;
  readonly name?: unknown;
  readonly inbound_nodes?: unknown;
  readonly config?: { readonly name?: unknown };
};

const unjoined = 'its layers do not each read the one before';

/** tfjs joins layers until none is left that waits for another, and never ends where one waits for itself or for none. */
function checkLayers(layers: unknown): void {
  if (!Array.isArray(layers)) throw new UnusableModel('it has no list of layers');
  const joined = new Set<unknown>();
  for (const layer of layers as unknown[]) {
    if (!isLayer(layer)) throw new UnusableModel(`it has a layer ${kindOf(layer)}, which networks here do not have`);
    if (joined.has(layer.name)) throw new UnusableModel('two of its layers have one name');
    // A sequence of layers says no more than their order.
    if (layer.inbound_nodes === undefined) continue;
    if (layer.name !== layer.config?.name || !isJoined(layer, joined)) throw new UnusableModel(unjoined);
    joined.add(layer.name);
  }
}

function kindOf(layer: unknown): string {
  const kind = typeof layer === 'object' && layer !== null && 'class_name' in layer ? layer.class_name : null;
  return typeof kind === 'string' ? printable(kind) : 'without a kind';
}

function isLayer(layer: unknown): layer is Layer {
  return (
    typeof layer === 'object' && layer !== null && 'class_name' in layer && layerClasses.has(String(layer.class_name))
  );
}

/** Whether it reads one layer that was joined before it; an input reads none. */
function isJoined({ class_name: className, inbound_nodes: nodes }: Layer, joined: ReadonlySet<unknown>): boolean {
  if (className === 'InputLayer') return JSON.stringify(nodes) === '[]';
  const below = (nodes as readonly (readonly (readonly unknown[])[])[] | null)?.[0]?.[0]?.[0];
  return joined.has(below) && JSON.stringify(nodes) === JSON.stringify([[[below, 0, 0, {}]]]);
}
