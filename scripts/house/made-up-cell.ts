/** A made-up cell for `npm run how-many`, which could be a real one: the UGRNN of J. Collins et al. 2016. Its files, as text. */

export const entry = `  /** J. Collins et al. 2016. */
  ugr: {
    title: 'UGRNN',
    lesson: 'gru',
    matrices: [{ name: 'updateGate', symbol: 'z' }, { name: 'candidate', symbol: 'n' }, hiddenState],
    gates: ['updateGate', 'candidate'],
    kernelPlaces: [0, 1],
    resetsBeforeProduct: false,
    hasCellState: false,
    tape: [],
    takesActivation: false,
    silencedBy: { gate: 'updateGate', at: 1 },
    keras: null,
    equations: [{ formula: '{h} = {z}·{h−} + (1 − {z})·{n}', numbers: '{z}·{h−} + {1−z}·{n}' }],
  },
`;

export const kernel = `/**
 * UGRNN (J. Collins et al. 2016): z = σ(U x_t + W h_{t−1} + b), n = tanh(U x_t + W h_{t−1} + b), h = z·h_{t−1} + (1 − z)·n.
 * Panels 2u and 2u + 1 of the kernel are z and n of unit block u.
 */

import { Layer } from './layer';
import { sigmoidAll, sigmoidSlope, tanhAll, tanhSlope } from './math';
import { block } from './products';
import { clearBeyond, multiplyBack, multiplyBackToInputs, multiplyInputs, multiplyState } from './step';

/** Step step of the tiles 0 to tiles − 1. */
export function ugrForward(layer: Layer, step: usize, tiles: i32): void {
  const before = step * layer.stateStep;
  for (let unit = 0; unit < layer.unitBlocks; unit++) {
    for (let panel = 2 * unit; panel < 2 * unit + 2; panel++) {
      multiplyInputs(layer, step, tiles, panel);
      multiplyState(layer, layer.hidden + before, step, tiles, panel);
    }
    for (let tile: usize = 0; tile < <usize>tiles; tile++) {
      const gates = layer.gates + tile * layer.gatesTile + step * layer.gatesStep + <usize>(2 * unit) * block;
      const state = layer.hidden + tile * layer.stateTile + before + <usize>unit * block;
      clearBeyond(layer.units - 16 * unit, gates, layer.rowBytes);
      clearBeyond(layer.units - 16 * unit, gates + block, layer.rowBytes);
      activate(gates, state, state + layer.stateStep, layer.rowBytes);
    }
  }
}

/** h = n + z · (h_{t−1} − n). */
function activate(updateGate: usize, hiddenBefore: usize, hidden: usize, bytes: usize): void {
  const candidate = updateGate + block;
  sigmoidAll(updateGate, updateGate, bytes);
  tanhAll(candidate, candidate, bytes);
  for (let at: usize = 0; at < bytes; at += 16) {
    const n = v128.load(candidate + at);
    const kept = f32x4.mul(v128.load(updateGate + at), f32x4.sub(v128.load(hiddenBefore + at), n));
    v128.store(hidden + at, f32x4.add(n, kept));
  }
}

/** ∂L/∂h_t becomes the gradients of the gates, of h_(t-1) and of x_t. @param add whether h_(t-1) has a gradient already */
export function ugrBackward(layer: Layer, step: usize, tiles: i32, add: bool): void {
  const before = step * layer.stateStep;
  for (let tile: usize = 0; tile < <usize>tiles; tile++) {
    for (let unit: usize = 0; unit < <usize>layer.unitBlocks; unit++) {
      const gates = layer.gates + tile * layer.gatesTile + step * layer.gatesStep + 2 * unit * block;
      const state = tile * layer.stateTile + before + unit * block;
      const gradientBefore = layer.hiddenGradient + state;
      if (!add) memory.fill(gradientBefore, 0, layer.rowBytes);
      derive(gates, layer.hidden + state, gradientBefore + layer.stateStep, gradientBefore, layer.rowBytes);
    }
  }
  if (step > 0) {
    const to = layer.hiddenGradient + before;
    multiplyBack(layer, step, tiles, 0, layer.panels, to, layer.stateTile, to, layer.stateTile);
  }
  multiplyBackToInputs(layer, step, tiles);
}

/** Update gate and candidate become their gradients; h_(t-1) gets what came past the candidate. */
function derive(updateGate: usize, hiddenBefore: usize, hiddenGradient: usize, gradientBefore: usize, bytes: usize): void {
  const one = f32x4.splat(1);
  const candidate = updateGate + block;
  for (let at: usize = 0; at < bytes; at += 16) {
    const z = v128.load(updateGate + at);
    const n = v128.load(candidate + at);
    const h = v128.load(hiddenBefore + at);
    const dHidden = v128.load(hiddenGradient + at);
    const kept = f32x4.mul(dHidden, z);
    v128.store(candidate + at, f32x4.mul(f32x4.sub(dHidden, kept), tanhSlope(n, one)));
    v128.store(updateGate + at, f32x4.mul(f32x4.mul(dHidden, f32x4.sub(h, n)), sigmoidSlope(z, one)));
    v128.store(gradientBefore + at, f32x4.add(v128.load(gradientBefore + at), kept));
  }
}
`;

export const test = `import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { defaultConfig } from '../../domain/recipe/config.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { createCase, shapeWith } from '../kernels/testing/cases.ts';
import { runnableKernels } from '../kernels/testing/builds.ts';
import { openNetwork } from '../kernels/testing/networks.ts';
import { expectAllClose } from '../testing/start.ts';
import { initialWeights } from './initial-weights.ts';
import { modelFilesOf, openModelFiles } from './storage.ts';

beforeAll(() => tf.setBackend('cpu'));

test('the gradients are those of tf.grad', async () => {
  const given = createCase({ shape: shapeWith({ cell: 'ugr', layers: 1 }), count: 9, seed: 3 });
  const { steps, inputSize, units, classes } = given.shape;
  const sizes = [[inputSize, 2 * units], [units, 2 * units], [2 * units], [units, classes], [classes]];
  const variables = given.weights.map((values, index) => tf.variable(tf.tensor(values, sizes[index])));
  const [kernel, recurrent, bias, readout, readoutBias] = variables;
  const x = tf.tensor(Float32Array.from(given.batch.images, (byte) => byte / 255), [9, steps, inputSize]);
  const { value, grads } = tf.variableGrads(() => {
    let h = tf.zeros([9, units]);
    for (let step = 0; step < steps; step++) {
      const input = x.slice([0, step, 0], [9, 1, inputSize]).reshape([9, inputSize]);
      const [z, n] = tf.split(input.matMul(kernel).add(h.matMul(recurrent)).add(bias), 2, 1);
      h = tf.sigmoid(z).mul(h).add(tf.sub(1, tf.sigmoid(z)).mul(tf.tanh(n)));
    }
    const logits = h.matMul(readout as tf.Tensor2D).add(readoutBias);
    return tf.losses.softmaxCrossEntropy(tf.oneHot(tf.tensor1d(given.batch.labels, 'int32'), classes), logits).asScalar();
  });
  for (const kernels of runnableKernels) {
    const result = await openNetwork(kernels, given).gradients(given.batch);
    expect(result.loss / 9).toBeCloseTo(value.dataSync()[0], 5);
    result.gradients.forEach((gradient, index) => {
      expectAllClose(gradient, grads[variables[index].name].dataSync(), 1e-5);
    });
  }
});

test('a saved network is opened again from its files', async () => {
  const config: ModelConfig = { ...defaultConfig, cell: 'ugr', units: 12, layers: 2 };
  const weights = initialWeights(config, 3);
  const files = await modelFilesOf(config, weights);
  const opened = await openModelFiles('here', { ...files, metadataJson: null });
  expect(opened).toEqual({ config, weights, metadata: null });
});
`;
