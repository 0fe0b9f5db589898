/** TensorFlow.js as its users write it: layers, `variableGrads`, an optimizer. */

import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs';
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import type { DigitSet } from '../../../domain/digit-set.ts';
import { pixelCount, rowLength, rows } from '../../../domain/sequence.ts';
import { digitClasses } from '../../../domain/recipe/network-fields.ts';
import { kerasLayer } from '../../../engine/kernels/tfjs/keras-layer.ts';
import type { Order, Task } from '../messages.ts';
import { createBatches, oneHot } from './batches.ts';
import type { Contestant } from './contestant.ts';

const learningRate = 1e-3;
const clipNorm = 1;

/** @throws Error where the backend cannot be started */
export async function createContestant({ contestant, wasmDirectory }: Order): Promise<Contestant> {
  const backend = contestant === 'tfjs-wasm' ? 'wasm' : 'cpu';
  setWasmPaths(join(wasmDirectory, '/'));
  // After a failure tfjs may still report the backend's name; only the boolean is reliable.
  if (!(await tf.setBackend(backend))) throw new Error(`its ${backend} backend does not start`);
  return {
    title: `tfjs ${tf.version.tfjs}, ${backend}`,
    prepare(task, { train, test }) {
      const model = buildModel(task);
      const optimizer = tf.train.adam(learningRate);
      const nextBatch = createBatches(train, task);
      const digit = tf.tensor3d(pixelsOf(test, Uint32Array.of(0)), [1, rows, rowLength]);
      const images = (indices: Uint32Array) => tf.tensor3d(pixelsOf(train, indices), [indices.length, rows, rowLength]);
      const scores = (inputs: tf.Tensor) => model.apply(inputs, { training: true }) as tf.Tensor2D;

      return Promise.resolve({
        async trainStep() {
          const loss = tf.tidy(() => {
            const indices = nextBatch();
            const inputs = images(indices);
            const targets = tf.tensor2d(oneHot(train, indices), [indices.length, digitClasses]);
            const { value, grads } = tf.variableGrads(() =>
              tf.losses.softmaxCrossEntropy<tf.Tensor, tf.Scalar>(targets, scores(inputs)),
            );
            optimizer.applyGradients(clipped(grads));
            return value;
          });
          await loss.data();
          loss.dispose();
          return task.batch;
        },
        async readBatch() {
          const result = tf.tidy(() => model.predictOnBatch(images(nextBatch())) as tf.Tensor);
          await result.data();
          result.dispose();
          return task.batch;
        },
        async readDigit() {
          const result = tf.tidy(() => tf.softmax(model.predictOnBatch(digit) as tf.Tensor));
          await result.data();
          result.dispose();
        },
        dispose() {
          model.dispose();
          optimizer.dispose();
          digit.dispose();
        },
      });
    },
  };
}

function buildModel({ cell, units }: Task): tf.LayersModel {
  // Its orthogonal default takes seconds for wide layers.
  const inputShape = [rows, rowLength];
  const settings = { units, inputShape, recurrentInitializer: 'glorotUniform' as const };
  return tf.sequential({ layers: [kerasLayer(cell, settings), tf.layers.dense({ units: digitClasses })] });
}

function clipped(gradients: tf.NamedTensorMap): { name: string; tensor: tf.Tensor }[] {
  const squares = Object.values(gradients).map((gradient) => tf.sum(tf.square(gradient)));
  const norm = tf.sqrt(tf.addN(squares));
  const factor = tf.div(clipNorm, tf.maximum(norm, clipNorm));
  return Object.entries(gradients).map(([name, gradient]) => ({ name, tensor: tf.mul(gradient, factor) }));
}

/** [count × 784] from 0 to 1. */
function pixelsOf({ images }: DigitSet, indices: Uint32Array): Float32Array {
  const pixels = new Float32Array(indices.length * pixelCount);
  for (const [sample, index] of indices.entries()) {
    for (let pixel = 0; pixel < pixelCount; pixel++) {
      pixels[sample * pixelCount + pixel] = images[index * pixelCount + pixel] / 255;
    }
  }
  return pixels;
}
