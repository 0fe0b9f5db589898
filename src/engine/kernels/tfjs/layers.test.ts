import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { randomStream } from '../../../domain/random.ts';
import { startTestBackend } from '../../testing/start.ts';
import { kerasLayer } from './keras-layer.ts';
import { createFusedLayers } from './layers.ts';
import { createRecurrentOps } from './ops.ts';
import type { NetworkShape } from '../recurrent/shape.ts';
import { anyShape, cells, requireLibraryCell, shapeWith } from '../testing/cases.ts';
import { expectClose } from '../testing/close.ts';
import { kernelsByTile } from '../testing/recurrent-cases.ts';

beforeAll(startTestBackend);

const { recurrent } = createRecurrentOps(kernelsByTile[0]);
const { fuse, fused, withFusedLayers } = createFusedLayers(recurrent);

/** Relative to an array's largest element. Reason: see ops.test.ts, over up to three layers and a readout. */
const tolerance = 5e-6;

/** tfjs has no gradient through an upper layer of one step. */
const trainableShape = anyShape.filter(({ steps }) => steps > 1);

/** Recurrent layers and a readout, with random weights that depend on the shape alone. */
function buildModel(make: typeof kerasLayer, shape: NetworkShape): tf.LayersModel {
  const { cell, activation, steps, inputSize, units, layers, classes } = shape;
  const input = tf.input({ name: 'input', shape: [steps, inputSize] });
  let sequence: tf.SymbolicTensor = input;
  for (let layer = 1; layer <= layers; layer++) {
    // All weights are set below; the default orthogonal initializer is slow.
    const initializers = { kernelInitializer: 'zeros', recurrentInitializer: 'zeros' } as const;
    const sizes = { name: `recurrent_${layer}`, units, returnSequences: layer < layers };
    const common = { ...sizes, ...initializers, activation } as const;
    const built = make(requireLibraryCell(cell), common);
    sequence = built.apply(sequence) as tf.SymbolicTensor;
  }
  const output = tf.layers.dense({ name: 'readout', units: classes }).apply(sequence) as tf.SymbolicTensor;
  const model = tf.model({ name: 'model', inputs: input, outputs: output });
  const random = randomStream(1, 'weights');
  const bound = 1 / Math.sqrt(units);
  tf.tidy(() => {
    const randomLike = ({ size, shape: sizes }: tf.Tensor) =>
      tf.tensor(
        Array.from({ length: size }, () => random.uniform(-bound, bound)),
        sizes,
      );
    model.setWeights(model.getWeights().map(randomLike));
  });
  return model;
}

function createBatch({ steps, inputSize, classes }: NetworkShape, samples: number) {
  const random = randomStream(samples, 'order');
  const numbers = Array.from({ length: samples * steps * inputSize }, () => random.uniform(-1, 1));
  const labels = Array.from({ length: samples }, () => random.integer(classes));
  return {
    x: tf.tensor3d(numbers, [samples, steps, inputSize]),
    wanted: tf.oneHot(tf.tensor1d(labels, 'int32'), classes),
  };
}

function weightsOf(model: tf.LayersModel): Float32Array[] {
  return model.getWeights().map((weight) => weight.dataSync<'float32'>().slice());
}

/** Ten steps of tf.train.adam. @returns the loss before each, and each weight's total change */
function descend(model: tf.LayersModel, { x, wanted }: ReturnType<typeof createBatch>) {
  const optimizer = tf.train.adam(1e-3);
  const before = weightsOf(model);
  const losses = Array.from({ length: 10 }, () =>
    tf.tidy(() => {
      const loss = optimizer.minimize(
        () => tf.losses.softmaxCrossEntropy(wanted, model.apply(x, { training: true }) as tf.Tensor),
        true,
      );
      return loss?.dataSync()[0] ?? NaN;
    }),
  );
  optimizer.dispose();
  const ways = weightsOf(model).map((weights, array) => weights.map((weight, index) => weight - before[array][index]));
  return { losses, ways };
}

async function saved(model: tf.LayersModel): Promise<tf.io.ModelArtifacts> {
  const artifacts = await new Promise<tf.io.ModelArtifacts>((resolve) => {
    void model.save(
      tf.io.withSaveHandler((found) => {
        resolve(found);
        return Promise.resolve({ modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(found) });
      }),
    );
  });
  // As from a file: only JSON and bytes.
  return { ...artifacts, modelTopology: JSON.parse(JSON.stringify(artifacts.modelTopology)) as object };
}

function predict(model: tf.LayersModel, x: tf.Tensor): Float32Array {
  return tf.tidy(() => (model.predict(x) as tf.Tensor).dataSync<'float32'>().slice());
}

test('models of fused layers predict like plain ones, and take the same ten steps of Adam', () => {
  const property = fc.property(trainableShape, fc.integer({ min: 1, max: 12 }), (shape, samples) => {
    const [plain, computed] = [kerasLayer, fused].map((make) => buildModel(make, shape));
    const batch = createBatch(shape, samples);
    expectClose(predict(computed, batch.x), predict(plain, batch.x), tolerance);
    const expected = descend(plain, batch);
    const actual = descend(computed, batch);
    expectClose(actual.losses, expected.losses, tolerance);
    // Adam divides each gradient by its magnitude, so rounding of the smallest counts as much as any.
    actual.ways.forEach((way, index) => {
      expectClose(way, expected.ways[index], 1e-3);
    });
    plain.dispose();
    computed.dispose();
  });
  fc.assert(property, { seed: 5, numRuns: 15 });
});

describe.each(cells)('a model of $cell layers with $activation', (cell) => {
  const shape = shapeWith({ ...cell, layers: 2 });

  test('saves like a plain one, and plain tfjs loads it with the same predictions', async () => {
    const computed = buildModel(fused, shape);
    const artifacts = await saved(computed);
    const { modelTopology, weightSpecs } = await saved(buildModel(kerasLayer, shape));
    expect(artifacts).toMatchObject({ modelTopology, weightSpecs });
    const opened = await tf.loadLayersModel(tf.io.fromMemory(artifacts));
    const { x } = createBatch(shape, 5);
    expect(weightsOf(opened)).toEqual(weightsOf(computed));
    expectClose(predict(opened, x), predict(computed, x), tolerance);
  });

  test('loads from a saved plain model', async () => {
    const plain = buildModel(kerasLayer, shape);
    const { x } = createBatch(shape, 5);
    const opened = withFusedLayers(await tf.loadLayersModel(tf.io.fromMemory(await saved(plain))));
    const expected = predict(buildModel(fused, shape), x);
    expect(predict(opened, x)).toEqual(expected);
    expect(predict(plain, x)).not.toEqual(expected);
  });
});

test('model.fit trains fused layers without leaking tensors', async () => {
  const shape = shapeWith({ layers: 2 });
  const model = buildModel(fused, shape);
  const { x, wanted } = createBatch(shape, 32);
  model.compile({ optimizer: tf.train.adam(1e-2), loss: tf.losses.softmaxCrossEntropy });
  const fit = () => model.fit(x, wanted, { epochs: 10, batchSize: 12, shuffle: false, yieldEvery: 'never' });
  const losses = (await fit()).history.loss as number[];
  expect(losses[9]).toBeLessThan(losses[0] / 2);
  const { numTensors } = tf.memory();
  await fit();
  expect(tf.memory().numTensors).toBe(numTensors);
});

test('a layer without bias has none', () => {
  const make = { units: 5, useBias: false, recurrentActivation: 'sigmoid' } as const;
  const { x } = createBatch(shapeWith(), 3);
  const plain = tf.layers.gru(make);
  const expected = plain.apply(x) as tf.Tensor;
  const computed = fused('gru', { ...make, weights: plain.getWeights() });
  expectClose((computed.apply(x) as tf.Tensor).dataSync(), expected.dataSync(), tolerance);
});

test('fuses the layers of nested models', () => {
  const inner = tf.sequential({
    layers: [tf.layers.lstm({ units: 3, recurrentActivation: 'sigmoid', inputShape: [4, 2] })],
  });
  const model = tf.sequential({ layers: [inner, tf.layers.dense({ units: 2 })] });
  const x = tf.randomUniform([5, 4, 2], -1, 1, 'float32', 3);
  const expected = (model.predict(x) as tf.Tensor).dataSync();
  withFusedLayers(model);
  expect(Object.hasOwn(inner.layers[0], 'call')).toBe(true);
  expectClose((model.predict(x) as tf.Tensor).dataSync(), expected, tolerance);
});

describe('rejects what the kernels cannot do', () => {
  test.each(['Bidirectional', 'TimeDistributed'])('an LSTM within %s', (wrapper) => {
    const lstm = tf.layers.lstm({ units: 3, recurrentActivation: 'sigmoid' });
    const layer =
      wrapper === 'Bidirectional'
        ? tf.layers.bidirectional({ layer: lstm, mergeMode: 'concat', inputShape: [4, 2], name: 'a' })
        : tf.layers.timeDistributed({ layer: lstm, inputShape: [3, 4, 2], name: 'a' });
    expect(() => withFusedLayers(tf.sequential({ layers: [layer] }))).toThrow(
      new TypeError(`The kernels cannot compute the LSTM within layer a, a ${wrapper}. Use the plain model.`),
    );
  });

  test.each<[string, () => unknown]>([
    ['recurrentActivation "hardSigmoid"', () => fuse(tf.layers.lstm({ units: 3, name: 'a' }))],
    ['activation "relu"', () => fused('gru', { units: 3, name: 'a', activation: 'relu' })],
    ['activation "linear"', () => fused('rnn', { units: 3, name: 'a', activation: 'linear' })],
    ['dropout 0.5', () => fused('lstm', { units: 3, name: 'a', dropout: 0.5 })],
    ['recurrentDropout 0.5', () => fused('lstm', { units: 3, name: 'a', recurrentDropout: 0.5 })],
    ['stateful true', () => fused('lstm', { units: 3, name: 'a', stateful: true })],
    ['goBackwards true', () => fused('gru', { units: 3, name: 'a', goBackwards: true })],
    ['returnState true', () => fused('rnn', { units: 3, name: 'a', returnState: true })],
  ])('%s', (what, make) => {
    expect(make).toThrow(new TypeError(`The kernels cannot compute layer a with ${what}. Use the plain layer.`));
  });

  test('a layer of another class', () => {
    expect(() => fuse(tf.layers.dense({ units: 3, name: 'a' }))).toThrow(
      new TypeError('Layer a is a Dense; the kernels compute LSTM, GRU and SimpleRNN.'),
    );
  });

  test('a mask', () => {
    const model = tf.sequential({
      layers: [tf.layers.masking({ inputShape: [4, 2] }), fused('lstm', { units: 3, name: 'a' })],
    });
    expect(() => model.predict(tf.ones([1, 4, 2]))).toThrow(/^Layer a runs on the kernels, which take no mask/);
  });

  test('an initial state', () => {
    const layer = fused('gru', { units: 3, name: 'a' });
    expect(() => layer.apply(tf.ones([1, 4, 2]), { initialState: [tf.ones([1, 3])] })).toThrow(/no initial state\.$/);
  });

  test('a model with one such layer, changing none of its layers', () => {
    const good = tf.layers.simpleRNN({ units: 3, returnSequences: true, inputShape: [4, 2] });
    const model = tf.sequential({ layers: [good, tf.layers.simpleRNN({ units: 3, dropout: 0.5 })] });
    expect(() => withFusedLayers(model)).toThrow(TypeError);
    expect(Object.hasOwn(good, 'call')).toBe(false);
  });
});
