import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { cellOfLayer } from './keras-layer.ts';
import { OwnLayer } from './own-layer.ts';

test('a saved layer of its own kind is loaded with its cell, its sizes and its weights', async () => {
  const input = tf.input({ shape: [4, 3] });
  const layer = new OwnLayer({ name: 'gru_1', cell: 'gru', units: 5, returnSequences: true });
  const output = layer.apply(input) as tf.SymbolicTensor;
  expect(output.shape).toEqual([null, 4, 5]);
  const model = tf.model({ inputs: input, outputs: output });
  layer.setWeights([tf.randomUniform([3, 15]), tf.randomUniform([5, 15]), tf.randomUniform([15])]);

  let saved: tf.io.ModelArtifacts = {};
  const noted = { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } };
  await model.save(tf.io.withSaveHandler((artifacts) => Promise.resolve(noted).finally(() => (saved = artifacts))));
  const [, loaded] = (await tf.loadLayersModel(tf.io.fromMemory(saved))).layers;

  expect(cellOfLayer(loaded)).toBe('gru');
  expect(loaded.getConfig()).toEqual(layer.getConfig());
  const numbers = (of: tf.layers.Layer) => of.getWeights().map((weight) => weight.arraySync());
  expect(numbers(loaded)).toEqual(numbers(layer));
});

test('the last state alone is handed on where the states are not asked for', () => {
  const layer = new OwnLayer({ name: 'lstm_1', cell: 'lstm', units: 5 });
  expect(layer.computeOutputShape([null, 4, 3])).toEqual([null, 5]);
});
