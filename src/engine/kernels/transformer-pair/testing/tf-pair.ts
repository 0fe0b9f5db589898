/** The same Transformer pair in tfjs, for tf.grad. The tokens that the decoder reads are given. */

import * as tf from '@tensorflow/tfjs';
import { noLabel } from '../../../../domain/strips/strip.ts';
import type { ReaderBatch } from '../../reader/strip-jobs.ts';
import { readToken } from '../../reader/testing/reference-reader.ts';
import { sinusoidalPositions } from '../../transformer/positions.ts';
import type { PairShape } from '../shape.ts';
import { pairWeightShapes } from '../weights.ts';

/** Mean cross-entropy of the written tokens, in nats. @param weights by name */
function lossOf(shape: PairShape, of: (name: string) => tf.Tensor, batch: ReaderBatch): tf.Scalar {
  const { units, heads, tokens, inputSize } = shape;
  const { steps } = batch;
  const count = batch.labels.length / tokens;
  const width = units / heads;

  function dense(x: tf.Tensor, name: string): tf.Tensor {
    const kernel = of(`${name}/kernel`);
    return x
      .reshape([-1, kernel.shape[0]])
      .matMul(kernel)
      .add(of(`${name}/bias`))
      .reshape([...x.shape.slice(0, -1), kernel.shape[1] ?? 1]);
  }

  function norm(x: tf.Tensor, name: string): tf.Tensor {
    const { mean, variance } = tf.moments(x, -1, true);
    return x
      .sub(mean)
      .div(variance.add(1e-5).sqrt())
      .mul(of(`${name}/gamma`))
      .add(of(`${name}/beta`));
  }

  /** @param seen what is looked at; by default the tokens themselves, @param mask added to the scores */
  function attend(x: tf.Tensor, name: string, seen: tf.Tensor | null, mask: tf.Tensor): tf.Tensor {
    const normed = norm(x, `${name}/attention_norm`);
    const inHeads = (tensor: tf.Tensor, part: string) =>
      dense(tensor, `${name}/${part}`)
        .reshape([count, tensor.shape[1] ?? 1, heads, width])
        .transpose([0, 2, 1, 3]);
    const other = seen ?? normed;
    const scores = tf.matMul(inHeads(normed, 'query'), inHeads(other, 'key'), false, true).div(Math.sqrt(width));
    const answers = tf.softmax(scores.add(mask)).matMul(inHeads(other, 'value'));
    return x.add(dense(answers.transpose([0, 2, 1, 3]).reshape(x.shape), `${name}/output`));
  }

  function feedForward(x: tf.Tensor, name: string): tf.Tensor {
    const inner = dense(norm(x, `${name}/feed_forward_norm`), `${name}/feed_forward_1`).relu();
    return x.add(dense(inner, `${name}/feed_forward_2`));
  }

  const placed = (x: tf.Tensor, length: number) =>
    x.add(tf.tensor2d(sinusoidalPositions(length, units), [length, units]));
  const pixels = tf
    .tensor3d(
      Float32Array.from(batch.images, (byte) => byte / 255),
      [count, shape.steps, inputSize],
    )
    .slice([0, 0, 0], [count, steps, inputSize]);
  const none = tf.scalar(0);
  const later = tf.tensor2d(
    Array.from({ length: tokens }, (_, place) =>
      Array.from({ length: tokens }, (_, other) => (other > place ? -1e9 : 0)),
    ),
    [tokens, tokens],
  );
  let memory = placed(dense(pixels, 'embedding'), steps);
  for (let block = 1; block <= shape.blocks; block++) {
    memory = feedForward(attend(memory, `encoder_${block}`, null, none), `encoder_${block}`);
  }
  memory = norm(memory, 'encoder_norm');
  const read = Array.from(batch.labels, (_, at) => readToken(at % tokens, batch.labels[at - 1], false, []));
  const oneHot = tf.oneHot(read, 12).toFloat().reshape([count, tokens, 12]);
  let x = placed(dense(oneHot, 'token_embedding'), tokens);
  for (let block = 1; block <= shape.blocks; block++) {
    const name = `decoder_${block}`;
    x = attend(x, name, null, later);
    x = attend(x, `${name}/cross`, memory, none);
    x = feedForward(x, name);
  }
  const logits = dense(norm(x, 'decoder_norm'), 'readout').reshape([count * tokens, shape.classes]);
  const labels = Array.from(batch.labels);
  const counted = labels.map((label): number => (label === noLabel ? 0 : 1));
  const right = tf.oneHot(
    labels.map((label) => (label === noLabel ? 0 : label)),
    shape.classes,
  );
  const nats = tf.logSoftmax(logits).mul(right).sum(1).neg().mul(counted);
  return nats.sum().div<tf.Scalar>(counted.reduce((a, b) => a + b, 0));
}

/** Loss and gradients, in the order of the weights. */
export function tfPairGradients(shape: PairShape, weights: readonly Float32Array[], batch: ReaderBatch) {
  return tf.tidy(() => {
    const shapes = pairWeightShapes(shape);
    const variables = shapes.map(({ shape: size }, index) => tf.variable(tf.tensor(weights[index], [...size])));
    const of = (name: string) => variables[shapes.findIndex((weight) => weight.name === name)];
    const { value, grads } = tf.variableGrads(() => lossOf(shape, of, batch), variables);
    const gradients = variables.map(({ name }) => grads[name].dataSync<'float32'>().slice());
    const loss = value.dataSync()[0];
    for (const variable of variables) variable.dispose();
    return { loss, gradients };
  });
}
