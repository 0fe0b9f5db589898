// Holds P37.
import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { GatescopeError } from '../../domain/errors.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { expectAllClose, startTestBackend, startTestPool } from '../testing/start.ts';
import { createNetwork } from './create-network.ts';
import { layersModelFiles } from './model-files.ts';
import { softmax } from './readout.ts';
import { openModelFiles } from './storage.ts';

let pool: KernelPool;

beforeAll(async () => {
  await startTestBackend();
  pool = await startTestPool();
});

const activations = ['linear', 'relu', 'tanh', 'sigmoid', 'softmax'] as const;
const cells = ['simpleRNN', 'lstm', 'gru'] as const;

type Activation = (typeof activations)[number];
type Extra = { readonly kind: 'dropout' } | { readonly kind: 'activation'; readonly activation: Activation };
type Topology = {
  readonly cells: readonly (typeof cells)[number][];
  /** Before each recurrent layer, before the readout and after it. */
  readonly extras: readonly (Extra | null)[];
  readonly activation: 'tanh' | 'relu' | 'sigmoid';
  readonly readout: Activation;
  readonly useBias: boolean;
  readonly dense: boolean;
  readonly softmaxLayer: boolean;
  readonly goBackwards: boolean;
  readonly returnState: boolean;
  readonly endless: boolean;
  readonly axis: number;
};

/** Mostly the plain choice, so that many topologies deviate in one thing only. */
const usually = <T>(usual: T, others: readonly T[]) =>
  fc.oneof({ weight: 9, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...others) });

const extra = usually<Extra | null>(null, [
  { kind: 'dropout' },
  ...activations.map((activation) => ({ kind: 'activation', activation }) as const),
]);

const topologies: fc.Arbitrary<Topology> = fc
  .record({ cell: fc.constantFrom(...cells), layers: fc.integer({ min: 1, max: 3 }), other: usually(false, [true]) })
  .chain(({ cell, layers, other }) =>
    fc.record({
      cells: fc.constant(Array.from({ length: layers }, (_, index) => (other && index > 0 ? 'lstm' : cell))),
      extras: fc.array(extra, { minLength: layers + 2, maxLength: layers + 2 }),
      activation: usually<Topology['activation']>('tanh', ['relu', 'sigmoid']),
      readout: usually<Activation>('softmax', activations),
      useBias: usually(true, [false]),
      dense: usually(false, [true]),
      softmaxLayer: usually(false, [true]),
      goBackwards: usually(false, [true]),
      returnState: usually(false, [true]),
      endless: usually(false, [true]),
      axis: usually(-1, [1]),
    }),
  );

function modelOf(topology: Topology): tf.LayersModel {
  const { useBias, activation, goBackwards, returnState } = topology;
  const input = tf.input({ shape: [28, 28] });
  let at: tf.SymbolicTensor = input;
  const put = (layer: tf.layers.Layer) => {
    const answer = layer.apply(at) as tf.SymbolicTensor | tf.SymbolicTensor[];
    at = Array.isArray(answer) ? answer[0] : answer;
  };
  const putExtra = (index: number) => {
    const each = topology.extras[index];
    if (each?.kind === 'dropout') put(tf.layers.dropout({ rate: 0.5 }));
    if (each?.kind === 'activation') put(tf.layers.activation({ activation: each.activation }));
  };
  topology.cells.forEach((cell, index) => {
    putExtra(index);
    const isLast = index === topology.cells.length - 1;
    const options = { units: 9, useBias, activation, goBackwards, returnSequences: !isLast || topology.endless };
    const own = cell === 'simpleRNN' ? {} : ({ recurrentActivation: 'sigmoid' } as const);
    put(tf.layers[cell]({ ...options, ...own, returnState: returnState && isLast }));
  });
  putExtra(topology.cells.length);
  if (topology.dense) put(tf.layers.dense({ units: 9, activation: 'relu' }));
  put(tf.layers.dense({ units: 10, useBias, activation: topology.readout }));
  if (topology.softmaxLayer) put(tf.layers.softmax({ axis: topology.axis }));
  putExtra(topology.cells.length + 1);
  const model = tf.model({ inputs: input, outputs: at });
  // Biases start at 0, and small weights would hide the activation's effect.
  tf.tidy(() => {
    model.setWeights(
      model.getWeights().map(({ shape }, index) => tf.randomNormal(shape, 0, 0.5, 'float32', index + 1)),
    );
  });
  return model;
}

const count = 6;
const images = Uint8Array.from({ length: count * 784 }, (_, index) => (index * 37 + (index >> 3)) % 256);

function answerOfTfjs(model: tf.LayersModel): { shape: readonly number[]; values: Float32Array } {
  const pixels = Float32Array.from(images, (byte) => byte / 255);
  return tf.tidy(() => {
    const answer = model.predict(tf.tensor3d(pixels, [count, 28, 28])) as tf.Tensor;
    return { shape: answer.shape, values: answer.dataSync<'float32'>().slice() };
  });
}

async function opened(model: tf.LayersModel) {
  const files = await layersModelFiles(model);
  return openModelFiles('here', { ...files, metadataJson: null }).catch((error: unknown) => {
    if (error instanceof GatescopeError && error.kind === 'modelInvalid') return error;
    throw error;
  });
}

/** Logits without a softmax are shown through one. */
async function expectSameAnswers(model: tf.LayersModel, isLogits: boolean): Promise<boolean> {
  const ours = await opened(model);
  if (ours instanceof GatescopeError) {
    expect(ours.message).toMatch(/^The model in here cannot be used: .+\. Choose a folder saved by Gatescope\.$/);
    return false;
  }
  const theirs = answerOfTfjs(model);
  expect(theirs.shape).toEqual([count, 10]);
  const network = createNetwork(pool, ours.config, ours.weights);
  const answers = softmax(await network.logits(images), 10);
  network.dispose();
  expectAllClose(answers, isLogits ? softmax(theirs.values, 10) : theirs.values, 2e-5);
  return true;
}

test('a hundred topologies are computed as in tfjs, or refused in a sentence', async () => {
  const seen = { opened: 0, refused: 0 };
  await fc.assert(
    fc.asyncProperty(topologies, async (topology) => {
      const model = modelOf(topology);
      const { readout, softmaxLayer, extras } = topology;
      const after = extras.at(-1);
      const isLogits =
        readout === 'linear' && !softmaxLayer && !(after?.kind === 'activation' && after.activation === 'softmax');
      const isOpened = await expectSameAnswers(model, isLogits);
      seen[isOpened ? 'opened' : 'refused']++;
      model.dispose();
    }),
    { numRuns: 100, seed: 15 },
  );
  expect(seen.opened).toBeGreaterThan(20);
  expect(seen.refused).toBeGreaterThan(20);
});

const plain: Topology = {
  ...{ cells: ['lstm'], extras: [], activation: 'tanh', readout: 'softmax', useBias: true, dense: false },
  ...{ softmaxLayer: false, goBackwards: false, returnState: false, endless: false, axis: -1 },
};

test.each([
  ['a plain one', {}],
  ['one with a softmax of its own over the last axis', { readout: 'linear', softmaxLayer: true }],
  [
    'one with an Activation layer of softmax',
    { readout: 'linear', extras: [null, null, { kind: 'activation', activation: 'softmax' }] },
  ],
  ['one that answers logits', { readout: 'linear' }],
  ['one without biases', { useBias: false }],
  [
    'one with dropout and an activation that changes nothing',
    { extras: [{ kind: 'dropout' }, { kind: 'activation', activation: 'linear' }] },
  ],
  ['a GRU of two layers', { cells: ['gru', 'gru'] }],
  ['an RNN with ReLU', { cells: ['simpleRNN'], activation: 'relu' }],
] as const)('%s opens and answers as in tfjs', async (_, changes) => {
  const model = modelOf({ ...plain, ...changes });
  expect(
    await expectSameAnswers(model, 'readout' in changes && !('softmaxLayer' in changes) && !('extras' in changes)),
  ).toBe(true);
});

test.each([
  ['Activation (relu) before its recurrent layers', { extras: [{ kind: 'activation', activation: 'relu' }] }],
  ['Activation (tanh) before its readout', { extras: [null, { kind: 'activation', activation: 'tanh' }] }],
  ['Dense (relu) as its readout', { dense: true }],
  ['Dense (sigmoid) as its readout', { readout: 'sigmoid' }],
  ['Softmax after its readout', { softmaxLayer: true }],
  ['return_state', { returnState: true }],
  ['return_sequences', { endless: true }],
  ['go_backwards', { goBackwards: true }],
  ['uses sigmoid and relu', { activation: 'relu' }],
  ['of different types', { cells: ['gru', 'lstm'] }],
] as const)('names what networks here cannot compute: %s', async (why, changes) => {
  const model = await opened(modelOf({ ...plain, ...changes }));
  expect(model instanceof GatescopeError ? model.message : null).toContain(why);
});
