/** Results of tf.layers, tf.grad and tf.train for a case. */

import * as tf from '@tensorflow/tfjs';
import type { Case } from './cases.ts';
import { createReferenceModel, type ReferenceModel } from './reference-model.ts';

export type ReferenceGradients = {
  /** Before softmax, [count × classes]. */
  readonly logits: Float32Array;
  /** Mean cross-entropy in nats. */
  readonly loss: number;
  /** In the order and shapes of the weights. */
  readonly gradients: readonly Float32Array[];
};

/** @param truncation number of last steps; the states before them are constants */
export function referenceGradients({ shape, weights, batch }: Case, truncation = shape.steps): ReferenceGradients {
  return withModel({ shape, weights, batch }, (model) => {
    const { images, states } = model.readUntil(Math.max(0, shape.steps - truncation), batch);
    const { value, grads } = tf.variableGrads(() => model.loss(images, states, batch.labels), model.variables);
    return {
      logits: numbersOf(model.logits(images, states)),
      loss: value.dataSync()[0],
      gradients: model.variables.map(({ name }) => numbersOf(grads[name])),
    };
  });
}

/**
 * A single sample's gradients with respect to what its last steps start from.
 * @param truncation number of steps
 * @returns by pixels, [truncation × inputSize], and by the top layer's hidden state before them, [units]
 */
export function referenceInputGradients(given: Case, truncation: number) {
  return withModel(given, (model) => {
    const { images, states } = model.readUntil(given.shape.steps - truncation, given.batch);
    const [topHidden, ...topRest] = states[states.length - 1];
    const slopes = tf.grads((pixels: tf.Tensor, hidden: tf.Tensor) =>
      model.loss(pixels, [...states.slice(0, -1), [hidden, ...topRest]], given.batch.labels),
    );
    const [pixels, hidden] = slopes([images, topHidden]);
    return { pixels: numbersOf(pixels), hidden: numbersOf(hidden) };
  });
}

/** Changes the variables by their gradients, given in the same order. */
export type Update = (variables: readonly tf.Variable[], gradients: readonly tf.Tensor[]) => void;

/** A tfjs optimizer as an update. */
export function updateBy(optimizer: tf.Optimizer): Update {
  return (variables, gradients) => {
    optimizer.applyGradients(variables.map(({ name }, index) => ({ name, tensor: gradients[index] })));
  };
}

/** An update, with all weights also shrinking by a share of their former value (I. Loshchilov and F. Hutter 2019). */
export function withDecay(update: Update, share: number): Update {
  return (variables, gradients) => {
    const shares = variables.map((variable) => variable.mul(share));
    update(variables, gradients);
    variables.forEach((variable, index) => {
      variable.assign(variable.sub(shares[index]));
    });
  };
}

export type Clipping = {
  /** Largest magnitude of an element; 0: unlimited. */
  readonly clipValue: number;
  /** Largest norm of all, after that; 0: unlimited. */
  readonly clipNorm: number;
};

/**
 * Optimizer steps on one batch.
 * @returns the final weights, and each step's global gradient norm before clipping
 */
export function referenceDescent(given: Case, update: Update, { clipValue, clipNorm }: Clipping, steps: number) {
  return withModel(given, (model) => {
    const { images, states } = model.readUntil(0, given.batch);
    const norms = Array.from({ length: steps }, () => {
      const { grads } = tf.variableGrads(() => model.loss(images, states, given.batch.labels), model.variables);
      const gradients = model.variables.map(({ name }) => grads[name]);
      const norm = normOf(gradients.map(numbersOf));
      const cut = gradients.map((gradient) => (clipValue > 0 ? gradient.clipByValue(-clipValue, clipValue) : gradient));
      const cutNorm = normOf(cut.map(numbersOf));
      const scale = clipNorm > 0 && cutNorm > clipNorm ? clipNorm / cutNorm : 1;
      update(
        model.variables,
        cut.map((gradient) => gradient.mul(scale)),
      );
      return norm;
    });
    return { weights: model.variables.map(numbersOf), norms };
  });
}

/** √ Σ g² over all arrays. */
export function normOf(arrays: readonly Float32Array[]): number {
  return Math.sqrt(arrays.flatMap((array) => [...array]).reduce((sum, value) => sum + value * value, 0));
}

export function withModel<Result extends tf.TensorContainer>(
  { shape, weights }: Case,
  use: (model: ReferenceModel) => Result,
): Result {
  const model = createReferenceModel(shape, weights);
  const result = tf.tidy(() => use(model));
  model.dispose();
  return result;
}

export function numbersOf(tensor: tf.Tensor): Float32Array {
  return tensor.dataSync<'float32'>().slice();
}
