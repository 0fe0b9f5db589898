import * as tf from '@tensorflow/tfjs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Optimizer } from '../threads/jobs.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { anyRecipe, cells, createCase, shapeWith } from '../testing/cases.ts';
import { expectAllClose, expectClose } from '../testing/close.ts';
import { openNetwork } from '../testing/networks.ts';
import { oncePer } from '../testing/once-per.ts';
import { type Clipping, referenceDescent, type Update, updateBy, withDecay } from '../testing/references.ts';

const steps = 10;
const learningRate = 0.02;

/**
 * Large enough that the optimizers' division does not magnify rounding errors of tiny gradients, and that it shows whether
 * epsilon is within or beside the root.
 */
const epsilon = 1e-3;

/**
 * Relative to the largest change of each array of weights. Rounding errors accumulate over ten steps, the worst seen is
 * 6e-5; tfjs keeps Adam's bias corrections in float32.
 */
const tolerance = 2e-4;

/** AdamW by its definition (I. Loshchilov and F. Hutter 2019, Algorithm 2), in float64. */
function adamW(beta1: number, beta2: number, weightDecay: number): Update {
  const first: Float64Array[] = [];
  const second: Float64Array[] = [];
  let step = 0;
  return (variables, gradients) => {
    step++;
    variables.forEach((variable, array) => {
      const weights = Float64Array.from(variable.dataSync());
      const slopes = gradients[array].dataSync();
      const m = (first[array] ??= new Float64Array(weights.length));
      const v = (second[array] ??= new Float64Array(weights.length));
      weights.forEach((weight, index) => {
        m[index] = beta1 * m[index] + (1 - beta1) * slopes[index];
        v[index] = beta2 * v[index] + (1 - beta2) * slopes[index] ** 2;
        const change = m[index] / (1 - beta1 ** step) / (Math.sqrt(v[index] / (1 - beta2 ** step)) + epsilon);
        weights[index] = weight - learningRate * (change + weightDecay * weight);
      });
      variable.assign(tf.tensor(Float32Array.from(weights), variable.shape));
    });
  };
}

/** RMSprop with epsilon beside the root (T. Tieleman and G. Hinton, lecture 6e, 2012), in float64. */
function textbookRmsprop(decay: number): Update {
  const second: Float64Array[] = [];
  return (variables, gradients) => {
    variables.forEach((variable, array) => {
      const weights = Float64Array.from(variable.dataSync());
      const slopes = gradients[array].dataSync();
      const s = (second[array] ??= new Float64Array(weights.length));
      weights.forEach((weight, index) => {
        s[index] = decay * s[index] + (1 - decay) * slopes[index] ** 2;
        weights[index] = weight - (learningRate * slopes[index]) / (Math.sqrt(s[index]) + epsilon);
      });
      variable.assign(tf.tensor(Float32Array.from(weights), variable.shape));
    });
  };
}

const rmsprop = { kind: 'rmsprop', decay: 0.8, epsilon } as const;

const optimizers: Record<string, { optimizer: Optimizer; weightDecay?: number; reference: () => Update }> = {
  Adam: {
    optimizer: { kind: 'adam', beta1: 0.8, beta2: 0.95, epsilon },
    reference: () => updateBy(tf.train.adam(learningRate, 0.8, 0.95, epsilon)),
  },
  AdamW: {
    optimizer: { kind: 'adam', beta1: 0.9, beta2: 0.99, epsilon },
    weightDecay: 0.5,
    reference: () => adamW(0.9, 0.99, 0.5),
  },
  RMSprop: {
    optimizer: { ...rmsprop, epsilonPlace: 'besideRoot' },
    reference: () => textbookRmsprop(0.8),
  },
  'RMSprop of earlier versions': {
    optimizer: { ...rmsprop, epsilonPlace: 'withinRoot' },
    reference: () => updateBy(tf.train.rmsprop(learningRate, 0.8, 0, epsilon)),
  },
  'gradient descent with momentum': {
    optimizer: { kind: 'momentum', momentum: 0.8 },
    reference: () => updateBy(tf.train.momentum(learningRate, 0.8)),
  },
  'RMSprop with weight decay': {
    optimizer: { ...rmsprop, epsilonPlace: 'besideRoot' },
    weightDecay: 0.5,
    reference: () => withDecay(textbookRmsprop(0.8), learningRate * 0.5),
  },
  'momentum with weight decay': {
    optimizer: { kind: 'momentum', momentum: 0.8 },
    weightDecay: 0.5,
    reference: () => withDecay(updateBy(tf.train.momentum(learningRate, 0.8)), learningRate * 0.5),
  },
};

const clippings = [
  { clipValue: 0, clipNorm: 0 },
  { clipValue: 0, clipNorm: 0.1 },
  { clipValue: 0.02, clipNorm: 0.1 },
];

// Every cell, with units that do not fill their block of 16, whose padding must stay out of the norm; and any shapes.
const given = [
  ...cells.map((cell) => ({ shape: shapeWith({ ...cell, steps: 4, layers: 2 }), count: 11, seed: 6 })),
  ...fc.sample(anyRecipe, { seed: 60, numRuns: 3 }),
].map(createCase);

const referenceOf = oncePer(({ index, name, clipping }: { index: number; name: string; clipping: Clipping }) =>
  referenceDescent(given[index], optimizers[name].reference(), clipping, steps),
);

function changes(before: readonly Float32Array[], after: readonly Float32Array[]): Float32Array[] {
  return after.map((array, index) => array.map((weight, at) => weight - before[index][at]));
}

describeEachBuild((kernels) => {
  describe.each(Object.entries(optimizers))('ten steps of %s', (name, { optimizer, weightDecay = 0 }) => {
    test.each(clippings)(
      'match the reference, clipping values at $clipValue and the norm at $clipNorm',
      async (clipping) => {
        for (const [index, one] of given.entries()) {
          const what = `case ${index}: ${one.shape.cell} ${one.shape.activation}`;
          const expected = referenceOf({ index, name, clipping });
          const network = openNetwork(kernels, one);
          const norms: number[] = [];
          for (let step = 0; step < steps; step++) {
            const update = { optimizer, weightDecay, learningRate, ...clipping, truncation: one.shape.steps };
            norms.push((await network.train(one.batch, update)).gradientNorm);
          }
          expect(norms[0], what).toBeGreaterThan(clipping.clipNorm);
          expectClose(norms, expected.norms, tolerance, `${what}, norms`);
          expectAllClose(
            changes(one.weights, network.readWeights()),
            changes(one.weights, expected.weights),
            tolerance,
            `${what}, change`,
          );
        }
      },
    );
  });
});
