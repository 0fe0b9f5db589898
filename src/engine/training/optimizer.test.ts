import * as tf from '@tensorflow/tfjs';
import { beforeAll, expect, test } from 'vitest';
import { randomStream } from '../random.ts';
import { expectAllClose, startTestBackend } from '../testing/start.ts';
import { clipByGlobalNorm, createAdam, globalNorm } from './optimizer.ts';

beforeAll(startTestBackend);

test('ten steps of Adam are those of tf.train.adam', () => {
  const random = randomStream(3, 'weights');
  const start = Float32Array.from({ length: 50 }, () => random.uniform(-1, 1));
  const weight = { name: 'w', shape: [50], values: start.slice() };
  const variable = tf.variable(tf.tensor1d(start));
  const adam = createAdam([weight]);
  const reference = tf.train.adam(0.01);
  for (let step = 0; step < 10; step++) {
    const gradient = Float32Array.from(start, () => random.uniform(-1, 1));
    adam.update([gradient], 0.01);
    reference.applyGradients([{ name: variable.name, tensor: tf.tensor1d(gradient) }]);
  }
  // tfjs keeps the bias corrections in float32, we in float64.
  expectAllClose(weight.values, variable.dataSync(), 1e-5);
  expect(Math.abs(weight.values[0] - start[0])).toBeGreaterThan(1e-3);
});

test('clipping scales all gradients together, and only when their norm is too large', () => {
  const gradients = [Float32Array.of(3, 0), Float32Array.of(0, 4)];
  expect(clipByGlobalNorm(gradients, 10)).toBe(5);
  expect(gradients[0][0]).toBe(3);
  expect(clipByGlobalNorm(gradients, 1)).toBe(5);
  expect(globalNorm(gradients)).toBeCloseTo(1, 6);
  expect(gradients[0][0]).toBeCloseTo(0.6, 6);
  expect(gradients[1][1]).toBeCloseTo(0.8, 6);
});

test('a clip norm of 0 switches clipping off', () => {
  const gradients = [Float32Array.of(300)];
  expect(clipByGlobalNorm(gradients, 0)).toBe(300);
  expect(gradients[0][0]).toBe(300);
});
