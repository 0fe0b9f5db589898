/** Results of tf.grad for losses at several steps, and the gradients that reach each of them. */

import * as tf from '@tensorflow/tfjs';
import { type Case, weightShapes } from './cases.ts';
import { numbersOf, type ReferenceGradients, referenceGradients, withModel } from './references.ts';

export type StepGradients = Omit<ReferenceGradients, 'logits'>;

/** A batch's loss at one step, or null. @param images [count × steps × inputSize] */
type StepLoss = (logits: tf.Tensor, step: number, images: tf.Tensor) => tf.Tensor | null;

/**
 * Chunks of steps counted from the end, each with constant initial states.
 * @param truncation steps per chunk
 */
function chunkedGradients(given: Case, truncation: number, lossOf: StepLoss): StepGradients {
  return withModel(given, (model) => {
    const { steps } = given.shape;
    const all = model.readUntil(0, given.batch).images;
    const gradients = given.weights.map(({ length }) => new Float32Array(length));
    let loss = 0;
    for (let end = steps; end > 0; end -= truncation) {
      const first = Math.max(0, end - truncation);
      const { images, states } = model.readUntil(first, given.batch);
      const chunkLosses = () =>
        model
          .logitsOfEachStep(images.slice([0, 0, 0], [-1, end - first, -1]), states)
          .map((logits, index) => lossOf(logits, first + index, all))
          .filter((term) => term !== null);
      if (chunkLosses().length === 0) continue;
      const { value, grads } = tf.variableGrads(() => tf.addN(chunkLosses()).asScalar(), model.variables);
      loss += value.dataSync()[0];
      model.variables.forEach(({ name }, array) => {
        numbersOf(grads[name]).forEach((slope, index) => (gradients[array][index] += slope));
      });
    }
    return { loss, gradients };
  });
}

/** For the mean cross-entropy over all steps. */
export function everyStepGradients(given: Case, truncation: number): StepGradients {
  const { steps, classes } = given.shape;
  const wanted = tf.oneHot(tf.tensor1d(given.batch.labels, 'int32'), classes);
  return chunkedGradients(given, truncation, (logits) => tf.losses.softmaxCrossEntropy(wanted, logits).div(steps));
}

/** For the binary cross-entropy of each step's prediction of the next inputs, summed over inputs and steps. */
export function nextStepGradients(given: Case, truncation: number): StepGradients {
  const { steps, inputSize } = given.shape;
  const count = given.batch.labels.length;
  return chunkedGradients(given, truncation, (logits, step, images) => {
    if (step === steps - 1) return null;
    const next = images.slice([0, step + 1, 0], [count, 1, inputSize]).reshape([count, inputSize]);
    return logits.softplus().sub(logits.mul(next)).sum().div(count);
  });
}

/** For each sample's cross-entropy at its own last step; each is read alone, up to there. */
export function givenStepGradients({ shape, weights, batch }: Case, lastSteps: Uint16Array, truncation: number) {
  const pixels = shape.steps * shape.inputSize;
  const single = [...lastSteps].map((last, sample) => {
    const images = batch.images.subarray(sample * pixels, sample * pixels + (last + 1) * shape.inputSize);
    const one = { images, labels: batch.labels.subarray(sample, sample + 1) };
    return referenceGradients({ shape: { ...shape, steps: last + 1 }, weights, batch: one }, truncation);
  });
  return meanOf(single);
}

/** The mean of several losses and gradients. */
export function meanOf(parts: readonly StepGradients[]): StepGradients {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / parts.length;
  return {
    loss: mean(parts.map(({ loss }) => loss)),
    gradients: parts[0].gradients.map((gradient, array) =>
      gradient.map((_, index) => mean(parts.map(({ gradients }) => gradients[array][index]))),
    ),
  };
}

/**
 * The gradient with respect to each hidden state, found by adding a variable to it: [layers × steps] of [count × units].
 * @param probes [count × units] multiply the top layer's last state; null: each sample's cross-entropy instead
 */
export function referenceStateGradients(given: Case, probes: Float32Array | null): Float32Array[] {
  const { steps, layers, units, classes } = given.shape;
  const { labels } = given.batch;
  return withModel(given, (model) => {
    const { images, states } = model.readUntil(0, given.batch);
    const wanted = tf.oneHot(tf.tensor1d(labels, 'int32'), classes);
    const zeros = Array.from({ length: layers * steps }, () => tf.zeros([labels.length, units]));
    const slopes = tf.grads((...added: tf.Tensor[]) => {
      const nudge = (hidden: tf.Tensor, layer: number, step: number) => hidden.add(added[layer * steps + step]);
      const { hidden, logits } = model.lastState(images, states, nudge);
      if (probes) return hidden.mul(tf.tensor(probes, hidden.shape)).sum();
      return tf.losses.softmaxCrossEntropy(wanted, logits).mul(labels.length);
    })(zeros);
    return slopes.map(numbersOf);
  });
}

/** The readout's kernel of {@link weightShapes} with each row multiplied by its unit's factor. */
export function withScaledReadout({ shape, weights, batch }: Case, factors: ArrayLike<number>): Case {
  const kernel = weightShapes(shape).length - 2;
  const scaled = weights[kernel].map((weight, index) => weight * factors[Math.floor(index / shape.classes)]);
  return { shape, batch, weights: weights.map((array, index) => (index === kernel ? scaled : array)) };
}
