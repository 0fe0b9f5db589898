/** The same Transformer composed of plain tfjs operations: the reference for the kernels. */

import * as tf from '@tensorflow/tfjs';
import type { Batch } from '../../recurrent/fill.ts';
import { weightPlaces } from '../pack.ts';
import { sinusoidalPositions } from '../positions.ts';
import type { TransformerShape } from '../shape.ts';

/** @param weights in the order of `weightPlaces` */
export function createReferenceTransformer(shape: TransformerShape, weights: readonly Float32Array[]) {
  const { steps, inputSize, units, heads, blocks, classes } = shape;
  const headUnits = units / heads;
  const variables = weightPlaces(shape).map(({ rows, columns }, index) =>
    tf.tidy(() => {
      // Always a matrix, even with one row, as tf.matMul requires.
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

  /**
   * @param keys [count × 1 × 1 × steps] 0 for tokens that are read, −10⁹ for others
   * @returns what is added to x, and the attention weights [count × heads × steps × steps]
   */
  function attention(x: tf.Tensor, parts: readonly tf.Tensor[], keys: tf.Tensor) {
    const count = x.shape[0];
    const [queries, ownKeys, values] = [0, 2, 4].map((part) =>
      dense(x, parts[part], parts[part + 1])
        .reshape([count, steps, heads, headUnits])
        .transpose([0, 2, 1, 3]),
    );
    const scores = tf.matMul(queries, ownKeys, false, true).div(Math.sqrt(headUnits)).add(keys);
    const probabilities = tf.softmax(scores);
    const answers = probabilities.matMul(values).transpose([0, 2, 1, 3]).reshape([count, steps, units]);
    return { added: dense(answers, parts[6], parts[7]), probabilities };
  }

  /**
   * @param lengths number of tokens to read of each sample
   * @param nudges [count × steps × units] per block, added to its output so that tf.grad can differentiate by it
   * @returns logits, [count × classes], and each block's output and attention
   */
  function read(images: Uint8Array, lengths: readonly number[], nudges?: readonly tf.Tensor[]) {
    const count = lengths.length;
    const isRead = tf.tensor2d(
      lengths.map((length) => Array.from({ length: steps }, (_, step) => (step < length ? 1 : 0))),
      [count, steps],
    );
    const keys = isRead.sub(1).mul(1e9).reshape([count, 1, 1, steps]);
    const pixels = tf.tensor3d(
      Float32Array.from(images, (byte) => byte / 255),
      [count, steps, inputSize],
    );
    let x = dense(pixels, variables[0], variables[1]);
    if (shape.positionalEncoding === 'sinusoidal') {
      x = x.add(tf.tensor2d(sinusoidalPositions(steps, units), [steps, units]));
    }
    const outputs: tf.Tensor[] = [];
    const attentions: tf.Tensor[] = [];
    for (let block = 0; block < blocks; block++) {
      const own = variables.slice(2 + 16 * block, 18 + 16 * block);
      const { added, probabilities } = attention(norm(x, own[0], own[1]), own.slice(2, 10), keys);
      x = x.add(added);
      const inner = tf.relu(dense(norm(x, own[10], own[11]), own[12], own[13]));
      x = x.add(dense(inner, own[14], own[15]));
      if (nudges) x = x.add(nudges[block]);
      outputs.push(x);
      attentions.push(probabilities);
    }
    const [gamma, beta, kernel, bias] = variables.slice(2 + 16 * blocks);
    const shards = isRead.div(isRead.sum(1, true)).reshape([count, steps, 1]);
    const mean = norm(x, gamma, beta).mul(shards).sum(1);
    return { logits: dense(mean, kernel, bias), outputs, attentions };
  }

  return {
    variables,
    read,
    /** Mean cross-entropy in nats; each sample is read up to its last step. */
    loss({ images, labels, lastSteps }: Batch, nudges?: readonly tf.Tensor[]): tf.Scalar {
      const lengths = Array.from(labels, (_, sample) => (lastSteps?.[sample] ?? steps - 1) + 1);
      const wanted = tf.oneHot(tf.tensor1d(labels, 'int32'), classes);
      return tf.losses.softmaxCrossEntropy(wanted, read(images, lengths, nudges).logits);
    },
    dispose(): void {
      tf.dispose(variables);
    },
  };
}
