/**
 * What of a model.json reaches tfjs, which makes whatever it is told to: layers that fill the memory, initial values, drawn for
 * minutes, of weights that are set afterwards, and layers that wait for each other without end.
 */

import { limits } from './config.ts';

/** Those of recurrent networks and generators, as Gatescope, tfjs and Keras write them. */
const layerClasses = new Set(['InputLayer', 'SimpleRNN', 'LSTM', 'GRU', 'Dense', 'Softmax', 'Activation', 'Dropout']);

const mostLayers = 16;
const mostDepth = 16;
/** Steps of single pixels; no other part of a network's shape is larger. */
const mostSteps = 784;

const zeros = { class_name: 'Zeros', config: {} };

/** @returns the same topology, its weights beginning at zero; null where it asks for what no network here may have */
export function usableTopology(topology: Readonly<Record<string, unknown>>): Record<string, unknown> | null {
  try {
    return copyOf(topology, 0) as Record<string, unknown>;
  } catch (error) {
    if (error instanceof NotUsable) return null;
    throw error;
  }
}

class NotUsable extends Error {}

function copyOf(value: unknown, depth: number): unknown {
  if (depth > mostDepth) throw new NotUsable();
  if (Array.isArray(value)) {
    if (value.length > mostLayers) throw new NotUsable();
    return value.map((each) => copyOf(each, depth + 1));
  }
  if (typeof value === 'number') {
    if (!Number.isInteger(value) || value < 0 || value > mostSteps) throw new NotUsable();
    return value;
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, fieldOf(name, each, depth)]));
}

function fieldOf(name: string, value: unknown, depth: number): unknown {
  if (name.endsWith('_initializer')) return zeros;
  // Both matter to training alone, and may be any fraction.
  if (name === 'dropout' || name === 'recurrent_dropout' || name === 'rate') return 0;
  if (name.endsWith('_regularizer') || name.endsWith('_constraint')) return null;
  if (name === 'units' && !(typeof value === 'number' && value >= 1 && value <= limits.units[1])) throw new NotUsable();
  if (name === 'layers') checkLayers(value);
  return copyOf(value, depth + 1);
}

type Layer = {
  readonly class_name: unknown;
  readonly name?: unknown;
  readonly inbound_nodes?: unknown;
  readonly config?: { readonly name?: unknown };
};

/** tfjs joins layers until none is left that waits for another, and never ends where one waits for itself or for none. */
function checkLayers(layers: unknown): void {
  if (!Array.isArray(layers)) throw new NotUsable();
  const joined = new Set<unknown>();
  for (const layer of layers as unknown[]) {
    if (!isLayer(layer) || joined.has(layer.name)) throw new NotUsable();
    // A sequence of layers says no more than their order.
    if (layer.inbound_nodes === undefined) continue;
    if (layer.name !== layer.config?.name || !isJoined(layer, joined)) throw new NotUsable();
    joined.add(layer.name);
  }
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
