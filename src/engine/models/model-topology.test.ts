import { expect, test } from 'vitest';
import { OwnLayer } from '../kernels/tfjs/own-layer.ts';
import { usableTopology } from './model-topology.ts';
import { UnusableModel } from './unusable-model.ts';

const layer = (className: string, config: object) => ({ class_name: className, config });
const model = (...layers: unknown[]) => ({ class_name: 'Model', config: { layers } });

test('weights start at zero, whatever the file says, and everything else stays', () => {
  const asWritten = layer('LSTM', { units: 8, recurrent_initializer: layer('Orthogonal', { gain: 1.5 }), name: 'a' });
  const zeros = layer('Zeros', {});
  expect(usableTopology(model(asWritten))).toEqual(
    model(layer('LSTM', { units: 8, recurrent_initializer: zeros, name: 'a' })),
  );
});

const joined = (className: string, name: string, ...below: unknown[]) => ({
  ...layer(className, { name }),
  name,
  inbound_nodes: below,
});
const input = joined('InputLayer', 'steps');

test('layers that each read the previous one stay unchanged', () => {
  const chain = model(input, joined('LSTM', 'a', [['steps', 0, 0, {}]]), joined('Dense', 'b', [['a', 0, 0, {}]]));
  expect(usableTopology(chain)).toEqual(chain);
});

const deep = Array.from({ length: 20 }).reduce<unknown>((inner) => [inner], 1);

test('a layer of a cell that Keras lacks stays unchanged', () => {
  const own = model(layer(OwnLayer.className, { units: 8, cell: 'gru', returnSequences: false }));
  expect(usableTopology(own)).toEqual(own);
});

test.each([
  ['a layer of more units than a network may have', model(layer('LSTM', { units: 513 }))],
  ['units that are no number', model(layer('LSTM', { units: '8' }))],
  ['another layer', model(layer('Embedding', { input_dim: 9 }))],
  ['more layers than a network may have', model(...new Array<unknown>(17).fill(layer('Dense', { units: 8 })))],
  ['more steps than an image has pixels', model(layer('InputLayer', { batch_input_shape: [null, 785, 1] }))],
  ['a layer that reads itself', model(input, joined('LSTM', 'a', [['a', 0, 0, {}]]))],
  ['a layer that reads a later one', model(joined('LSTM', 'a', [['steps', 0, 0, {}]]), input)],
  ['a layer that reads an answer never given', model(input, joined('LSTM', 'a', [['steps', 1, 0, {}]]))],
  ['a layer that reads one which reads nothing', model(joined('LSTM', 'a'), joined('Dense', 'b', [['a', 0, 0, {}]]))],
  ['two layers of one name', model(input, input)],
  ['a cell that is not there', model(layer(OwnLayer.className, { units: 8, cell: 'constructor' }))],
  ['a layer of a cell that it does not name', model(layer(OwnLayer.className, { units: 8 }))],
  ['a layer of a cell without a configuration', model({ class_name: OwnLayer.className, config: null })],
  ['no list of layers', { config: { layers: { length: 3 } } }],
  ['what is nested without end', { config: deep }],
])('refuses %s', (_, topology) => {
  expect(() => usableTopology(topology)).toThrow(UnusableModel);
});

test('leaves out how a model was trained and what only training uses, whatever its numbers', () => {
  const layers = model(layer('Dropout', { rate: 0.25, seed: 123456 }), layer('Softmax', { axis: -1 }));
  const compiled = {
    keras_version: '2.15.0',
    model_config: layers,
    training_config: { optimizer_config: { config: { learning_rate: 0.001, epsilon: 1e-7 } } },
  };
  expect(usableTopology(compiled)).toEqual(model(layer('Dropout', { rate: 0 }), layer('Softmax', { axis: -1 })));
});

test.each([
  ['it was written by Keras 3', { keras_version: '3.4.1', model_config: model(layer('LSTM', { units: 8 })) }],
  ['it was written by Keras 3', model(layer('InputLayer', { batch_shape: [null, 28, 28] }))],
  ['reset_after', model(layer('GRU', { units: 8, reset_after: true }))],
  ['TensorFlow graph', { node: [] }],
  ['a layer Bidirectional', model(layer('Bidirectional', {}))],
  ['it has axis 0.5', model(layer('Softmax', { axis: 0.5 }))],
])('a refusal says why: %s', (why, topology) => {
  expect(() => usableTopology(topology)).toThrow(why);
});
