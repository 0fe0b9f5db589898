/** The same Transformer as a plain composition of tfjs' operations: the reference that the kernels are held to. */

import * as tf from '@tensorflow/tfjs';
import type { Batch } from '../../fill.ts';
import { weightPlaces } from '../pack.ts';
import { sinusoidalPositions } from '../positions.ts';
import type { TransformerShape } from '../shape.ts';

export type ReferenceTransformer = ReturnType<typeof createReferenceTransformer>;

/** @param weights in the order of `weightPlaces` */
export function createReferenceTransformer(shape: TransformerShape, weights: readonly Float32Array[]) {
  const { steps, inputSize, units, heads, blocks, classes } = shape;
  const headUnits = units / heads;
  const variables = weightPlaces(shape).map(({ rows, columns }, index) =>
    tf.tidy(() => {
      // A variable of its own size: tf.matMul wants matrices, and one row is one as well.
      return tf.variable(tf.tensor2d(weights[index], [rows, columns]));
    }),
  );

  /** x [count × steps × from] to [count × steps × to]. */
  function dense(x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor): tf.Tensor {
    const [rows, columns] = kernel.shape;
    return x
      .reshape([-1, rows])
      .matMul(kernel)
      .add(bias)
      .reshape([...x.shape.slice(0, -1), columns]);
  }

  function norm(x: tf.Tensor, gamma: tf.Tensor, beta: tf.Tensor): tf.Tensor {
    const { mean, variance } = tf.moments(x, -1, true);
    return x
      .sub(mean)
      .div(variance.add(1e-5).sqrt())
      .mul(gamma.reshape([units]))
      .add(beta.reshape([units]));
  }

  /** @param keys [count × 1 × 1 × steps] 0 for tokens that are read, −10⁹ for others */
  function attention(x: tf.Tensor, parts: readonly tf.Tensor[], keys: tf.Tensor): tf.Tensor {
    const count = x.shape[0];
    const [queries, ownKeys, values] = [0, 2, 4].map((part) =>
      dense(x, parts[part], parts[part + 1])
        .reshape([count, steps, heads, headUnits])
        .transpose([0, 2, 1, 3]),
    );
    const scores = tf.matMul(queries, ownKeys, false, true).div(Math.sqrt(headUnits)).add(keys);
    const answers = tf.softmax(scores).matMul(values).transpose([0, 2, 1, 3]).reshape([count, steps, units]);
    return dense(answers, parts[6], parts[7]);
  }

  /** @param lengths tokens that are read of each sample, @returns scores before softmax, [count × classes] */
  function logits(images: Uint8Array, lengths: readonly number[]): tf.Tensor {
    const count = lengths.length;
    const read = tf.tensor2d(
      lengths.map((length) => Array.from({ length: steps }, (_, step) => (step < length ? 1 : 0))),
      [count, steps],
    );
    const keys = read.sub(1).mul(1e9).reshape([count, 1, 1, steps]);
    const pixels = tf.tensor3d(
      Float32Array.from(images, (byte) => byte / 255),
      [count, steps, inputSize],
    );
    let x = dense(pixels, variables[0], variables[1]);
    if (shape.positionalEncoding === 'sinusoidal') {
      x = x.add(tf.tensor2d(sinusoidalPositions(steps, units), [steps, units]));
    }
    for (let block = 0; block < blocks; block++) {
      const own = variables.slice(2 + 16 * block, 18 + 16 * block);
      x = x.add(attention(norm(x, own[0], own[1]), own.slice(2, 10), keys));
      const inner = tf.relu(dense(norm(x, own[10], own[11]), own[12], own[13]));
      x = x.add(dense(inner, own[14], own[15]));
    }
    const [gamma, beta, kernel, bias] = variables.slice(2 + 16 * blocks);
    const shares = read.div(read.sum(1, true)).reshape([count, steps, 1]);
    const mean = norm(x, gamma, beta).mul(shares).sum(1);
    return dense(mean, kernel, bias);
  }

  return {
    variables,
    logits,
    /** Mean cross-entropy in nats; each sample is read up to its last step. */
    loss({ images, labels, lastSteps }: Batch): tf.Scalar {
      const lengths = Array.from(labels, (_, sample) => (lastSteps?.[sample] ?? steps - 1) + 1);
      const wanted = tf.oneHot(tf.tensor1d(labels, 'int32'), classes);
      return tf.losses.softmaxCrossEntropy(wanted, logits(images, lengths));
    },
    dispose(): void {
      tf.dispose(variables);
    },
  };
}
