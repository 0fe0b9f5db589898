/** The same reader in tfjs, for tf.grad. The tokens that the decoder reads are given. */

import * as tf from '@tensorflow/tfjs';
import { noLabel, startToken } from '../../../../domain/strips/strip.ts';
import type { ReaderBatch } from '../strip-jobs.ts';
import { type ReaderShape, weightPlaces } from '../shape.ts';

type State = readonly [h: tf.Tensor2D, c: tf.Tensor2D];

/** Mean cross-entropy of the written tokens, in nats. @param weights by name */
function lossOf(shape: ReaderShape, of: (name: string) => tf.Tensor, batch: ReaderBatch): tf.Scalar {
  const count = batch.labels.length / shape.tokens;
  const { units } = shape;
  const lstm = (x: tf.Tensor2D, [h, c]: State, name: string): State => {
    const sums = x
      .matMul(of(`${name}/kernel`) as tf.Tensor2D)
      .add(h.matMul(of(`${name}/recurrent_kernel`) as tf.Tensor2D))
      .add(of(`${name}/bias`));
    const [i, f, g, o] = tf.split(sums, 4, 1);
    const cell = f.sigmoid().mul(c).add<tf.Tensor2D>(i.sigmoid().mul(g.tanh()));
    return [o.sigmoid().mul(cell.tanh()), cell];
  };
  const zeros: State = [tf.zeros([count, units]), tf.zeros([count, units])];
  const images = tf.tensor3d(
    Float32Array.from(batch.images, (byte) => byte / 255),
    [count, shape.steps, shape.inputSize],
  );
  const inputs = Array.from({ length: batch.steps }, (_, step) =>
    images.slice([0, step, 0], [count, 1, shape.inputSize]).reshape<tf.Tensor2D>([count, shape.inputSize]),
  );
  const encode = (name: string, sequence: readonly tf.Tensor2D[]): tf.Tensor2D[] => {
    let state = zeros;
    return sequence.map((x) => (state = lstm(x, state, name))[0]);
  };
  const beside = (a: tf.Tensor2D, b: tf.Tensor2D | undefined) => (b ? tf.concat2d([a, b], 1) : a);
  let [forth, back] = [[] as tf.Tensor2D[], [] as tf.Tensor2D[]];
  let memory: readonly tf.Tensor2D[] = inputs;
  for (const above of ['', '_2'].slice(0, shape.layers)) {
    forth = encode(`encoder${above}`, memory);
    back = shape.directions === 2 ? encode(`encoder${above}_back`, [...memory].reverse()) : [];
    memory = forth.map((h, step) => beside(h, back.length > 0 ? back[back.length - 1 - step] : undefined));
  }
  const last = beside(forth[forth.length - 1], back[back.length - 1]);
  const start = last
    .matMul(of('bridge/kernel') as tf.Tensor2D)
    .add(of('bridge/bias'))
    .tanh();
  const [h, c] = tf.split(start, 2, 1);
  let state: State = [h as tf.Tensor2D, c as tf.Tensor2D];
  let loss: tf.Scalar = tf.scalar(0);
  let written = 0;
  for (let step = 0; step < shape.tokens; step++) {
    const labels = Array.from({ length: count }, (_, sample) => batch.labels[sample * shape.tokens + step]);
    const tokens = labels.map((_, sample) =>
      step === 0 ? startToken : Math.min(batch.labels[sample * shape.tokens + step - 1], startToken),
    );
    let x = tf.oneHot(tokens, 12).toFloat() as tf.Tensor2D;
    let byContext: tf.Tensor = tf.scalar(0);
    if (shape.attends) {
      const query = state[0].matMul(of('attention/query') as tf.Tensor2D).add(of('attention/bias'));
      const energies = memory.map((states) =>
        states
          .matMul(of('attention/keys') as tf.Tensor2D)
          .add(query)
          .tanh()
          .mul(of('attention/energy'))
          .sum(1, true),
      );
      // tfjs cannot take a gradient through a split into one.
      const all = tf.softmax(tf.concat(energies, 1));
      const shares = batch.steps === 1 ? [all] : tf.split(all, batch.steps, 1);
      const context = memory.map((states, j) => states.mul(shares[j])).reduce((a, b) => a.add(b));
      x = tf.concat2d([x, context as tf.Tensor2D], 1);
      byContext = context.matMul(of('readout/context'));
    }
    state = lstm(x, state, 'decoder');
    const logits = state[0]
      .matMul(of('readout/kernel') as tf.Tensor2D)
      .add(of('readout/bias'))
      .add(byContext);
    const counted = labels.map((label): number => (label === noLabel ? 0 : 1));
    written += counted.reduce((a, b) => a + b, 0);
    const right = tf.oneHot(
      labels.map((label) => (label === noLabel ? 0 : label)),
      shape.classes,
    );
    const nats = tf.logSoftmax(logits).mul(right).sum(1).neg().mul(counted);
    loss = loss.add(nats.sum());
  }
  return loss.div(written);
}

/** Loss and gradients, in the order of the weights. */
export function tfGradients(shape: ReaderShape, weights: readonly Float32Array[], batch: ReaderBatch) {
  return tf.tidy(() => {
    const places = weightPlaces(shape);
    const variables = places.map(({ shape: size }, index) => tf.variable(tf.tensor(weights[index], [...size])));
    const of = (name: string) => variables[places.findIndex((place) => place.name === name)];
    const { value, grads } = tf.variableGrads(() => lossOf(shape, of, batch), variables);
    const gradients = variables.map(({ name }) => grads[name].dataSync<'float32'>().slice());
    const loss = value.dataSync()[0];
    for (const variable of variables) variable.dispose();
    return { loss, gradients };
  });
}
