import * as tf from '@tensorflow/tfjs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ModelConfig } from '../../protocol/api.ts';
import { runAtOnce } from '../cooperate.ts';
import { pixelCount, toSequences } from '../data/sequence.ts';
import { randomStream } from '../random.ts';
import { expectAllClose, startTestBackend } from '../testing/start.ts';
import { initialWeights } from './initial-weights.ts';
import { buildLayersModel } from './layers-model.ts';
import { createLstmNetwork } from './lstm-network.ts';
import type { Weight } from './network.ts';
import { softmax } from './readout.ts';

beforeAll(startTestBackend);

/**
 * Both sides sum in float32 in different orders; over 28 rows that costs a few units in the sixth digit. An error in any
 * formula is orders of magnitude larger.
 */
const tolerance = 2e-5;

const configs: ModelConfig[] = [
  { cell: 'lstm', units: 8, layers: 1 },
  { cell: 'lstm', units: 12, layers: 2 },
  { cell: 'lstm', units: 9, layers: 3 },
  { cell: 'lstm', units: 64, layers: 1 },
];

/** Sparse images like digits, and weights with some biases so that no gradient is zero by symmetry. */
function example(config: ModelConfig, count: number, seed: number) {
  const random = randomStream(seed, 'order');
  const images = Uint8Array.from({ length: count * pixelCount }, () =>
    random.integer(3) === 0 ? random.integer(256) : 0,
  );
  const labels = Uint8Array.from({ length: count }, () => random.integer(10));
  const weights = initialWeights(config, seed);
  for (const { shape, values } of weights) {
    if (shape.length === 1) values.forEach((value, index) => (values[index] = value + random.uniform(-0.5, 0.5)));
  }
  return { images, labels, weights };
}

function asTensor(images: Uint8Array): tf.Tensor3D {
  return tf.tensor3d(
    Float32Array.from(images, (byte) => byte / 255),
    [images.length / pixelCount, 28, 28],
  );
}

/** Loss and weight gradients by tf.layers and tf.grad alone. */
function reference(config: ModelConfig, weights: readonly Weight[], images: Uint8Array, labels: Uint8Array) {
  const model = buildLayersModel(config, weights);
  const readout = model.getLayer('readout').output as tf.SymbolicTensor;
  const logitsModel = tf.model({ inputs: model.inputs, outputs: readout });
  const oneHot = tf.oneHot(tf.tensor1d(labels, 'int32'), 10);
  const x = asTensor(images);
  const variables = model.trainableWeights
    .map((weight) => weight.read())
    .filter((tensor) => tensor instanceof tf.Variable);
  const { value, grads } = tf.variableGrads(
    () => tf.losses.softmaxCrossEntropy(oneHot, logitsModel.apply(x) as tf.Tensor),
    variables,
  );
  return {
    loss: value.dataSync()[0],
    gradients: variables.map(({ name }) => grads[name].dataSync()),
    probabilities: (model.predict(x) as tf.Tensor).dataSync(),
  };
}

describe.each(configs)('an LSTM of $layers × $units units', (config) => {
  const { images, labels, weights } = example(config, 5, 11);

  test('answers as the LayersModel does', () => {
    const network = createLstmNetwork(config, weights);
    const probabilities = softmax(runAtOnce(network.logits(toSequences(images))));
    expectAllClose(probabilities, reference(config, weights, images, labels).probabilities, tolerance);
    network.dispose();
  });

  test('has the loss and every weight gradient that tf.grad finds', () => {
    const network = createLstmNetwork(config, weights);
    const { loss, gradients } = runAtOnce(network.gradients(toSequences(images), labels));
    const expected = reference(config, weights, images, labels);
    expect(loss).toBeCloseTo(expected.loss, 4);
    expect(gradients.length).toBe(expected.gradients.length);
    gradients.forEach((gradient, index) => {
      expect(Math.hypot(...gradient)).toBeGreaterThan(1e-4);
      expectAllClose(gradient, expected.gradients[index], tolerance);
    });
    network.dispose();
  });
});

test('changed weights take effect', () => {
  const config = configs[0];
  const { images, weights } = example(config, 1, 5);
  const network = createLstmNetwork(config, weights);
  const before = runAtOnce(network.logits(toSequences(images)));
  for (const { values } of weights) values.set(values.map((value) => value * 1.5));
  network.weightsChanged();
  const fresh = createLstmNetwork(config, weights);
  const after = runAtOnce(network.logits(toSequences(images)));
  expect(after).not.toEqual(before);
  expect(after).toEqual(runAtOnce(fresh.logits(toSequences(images))));
});

test('leaves nothing on the backend but what dispose frees', () => {
  const config = configs[1];
  const { images, labels, weights } = example(config, 4, 3);
  const before = tf.memory().numTensors;
  const network = createLstmNetwork(config, weights);
  const resident = tf.memory().numTensors;
  runAtOnce(network.gradients(toSequences(images), labels));
  network.trace(toSequences(images.subarray(0, pixelCount)), null);
  network.weightsChanged();
  expect(tf.memory().numTensors).toBe(resident);
  network.dispose();
  expect(tf.memory().numTensors).toBe(before);
});
