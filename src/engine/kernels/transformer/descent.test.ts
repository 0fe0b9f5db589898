import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import type { Optimizer } from '../threads/jobs.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { oncePer } from '../testing/once-per.ts';
import { normOf, updateBy } from '../testing/references.ts';
import { besideOthers } from './testing/beside-others.ts';
import { createTransformerCase, openTransformer, transformerWith } from './testing/cases.ts';
import { createReferenceTransformer } from './testing/reference-transformer.ts';

const steps = 10;
const learningRate = 0.01;

/** Large enough not to magnify rounding of tiny gradients in the division: the key bias has no other gradient. */
const epsilon = 1e-2;

/** Relative to the largest change of each array. Rounding accumulates over ten steps, as in ../recurrent/optimizers.test.ts. */
const tolerance = 2e-4;

const optimizers: Record<string, { optimizer: Optimizer; reference: () => tf.Optimizer }> = {
  Adam: {
    optimizer: { kind: 'adam', beta1: 0.8, beta2: 0.95, epsilon },
    reference: () => tf.train.adam(learningRate, 0.8, 0.95, epsilon),
  },
  RMSprop: {
    optimizer: { kind: 'rmsprop', decay: 0.8, epsilon, epsilonPlace: 'withinRoot' },
    reference: () => tf.train.rmsprop(learningRate, 0.8, 0, epsilon),
  },
  'gradient descent with momentum': {
    optimizer: { kind: 'momentum', momentum: 0.8 },
    reference: () => tf.train.momentum(learningRate, 0.8),
  },
};

const given = createTransformerCase({ shape: transformerWith(), count: 11, seed: 8 });

/** @returns the weights after ten steps, and each step's gradient norm before clipping */
const referenceDescent = oncePer(({ name, clipNorm }: { name: string; clipNorm: number }) => {
  const model = createReferenceTransformer(given.shape, given.weights);
  const update = updateBy(optimizers[name].reference());
  const norms = Array.from({ length: steps }, () =>
    tf.tidy(() => {
      const { grads } = tf.variableGrads(() => model.loss(given.batch), model.variables);
      const gradients = model.variables.map((variable) => grads[variable.name]);
      const norm = normOf(gradients.map((gradient) => gradient.dataSync<'float32'>()));
      const scale = clipNorm > 0 && norm > clipNorm ? clipNorm / norm : 1;
      update(
        model.variables,
        gradients.map((gradient) => gradient.mul(scale)),
      );
      return norm;
    }),
  );
  const weights = model.variables.map((variable) => variable.dataSync<'float32'>().slice());
  model.dispose();
  return { norms, weights };
});

function changes(after: readonly Float32Array[]): Float32Array[] {
  return after.map((array, index) => array.map((weight, at) => weight - given.weights[index][at]));
}

describeEachBuild((kernels) => {
  test.each(Object.keys(optimizers))('ten steps of %s match the reference', async (name) => {
    for (const clipNorm of [0, 0.1]) {
      const expected = referenceDescent({ name, clipNorm });
      const network = openTransformer(kernels, given);
      const norms: number[] = [];
      for (let step = 0; step < steps; step++) {
        const update = { optimizer: optimizers[name].optimizer, learningRate, clipNorm, truncation: 1 };
        norms.push((await network.train(given.batch, update)).gradientNorm);
      }
      expect(norms[0]).toBeGreaterThan(clipNorm);
      expectClose(norms, expected.norms, tolerance, 'norms');
      const wanted = changes(expected.weights);
      expectAllClose(
        besideOthers(changes(network.readWeights()), wanted),
        besideOthers(wanted, wanted),
        tolerance,
        `clipped at ${clipNorm}, change`,
      );
    }
  });
});
