/** The readout: a dense layer from a hidden state to ten scores, its softmax, and the cross-entropy against a digit. */

import { classCount } from './config.ts';

/**
 * hidden · kernel + bias.
 * @param hidden [count × H], @param kernel [H × 10], @param bias [10]
 * @returns [count × 10] scores before softmax
 */
export function readoutLogits(hidden: Float32Array, kernel: Float32Array, bias: Float32Array): Float32Array {
  const units = kernel.length / classCount;
  const count = hidden.length / units;
  const logits = new Float32Array(count * classCount);
  const scores = new Float64Array(classCount);
  for (let sample = 0; sample < count; sample++) {
    scores.set(bias);
    for (let unit = 0; unit < units; unit++) {
      const value = hidden[sample * units + unit];
      for (let digit = 0; digit < classCount; digit++) scores[digit] += value * kernel[unit * classCount + digit];
    }
    logits.set(scores, sample * classCount);
  }
  return logits;
}

/** Softmax of each row of [count × 10], with the row's maximum taken off so that no exponential overflows. */
export function softmax(logits: Float32Array): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classCount) {
    const row = logits.subarray(start, start + classCount);
    const maximum = Math.max(...row);
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - maximum);
    for (let digit = 0; digit < classCount; digit++) {
      probabilities[start + digit] = Math.exp(row[digit] - maximum) / sum;
    }
  }
  return probabilities;
}

/** The index of the largest of the ten values that begin at `start`. */
export function answerAt(scores: Float32Array, start = 0): number {
  let answer = 0;
  for (let digit = 1; digit < classCount; digit++) if (scores[start + digit] > scores[start + answer]) answer = digit;
  return answer;
}

export type Scored = {
  /** Summed cross-entropy in nats. */
  readonly loss: number;
  readonly correct: number;
};

/** @param logits [count × 10], @param labels [count] */
export function score(logits: Float32Array, labels: Uint8Array): Scored {
  let loss = 0;
  let correct = 0;
  for (const [sample, label] of labels.entries()) {
    const start = sample * classCount;
    const row = logits.subarray(start, start + classCount);
    const maximum = Math.max(...row);
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - maximum);
    loss += Math.log(sum) + maximum - row[label];
    if (answerAt(logits, start) === label) correct++;
  }
  return { loss, correct };
}

export type ReadoutGradients = {
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly hidden: Float32Array;
};

/** ∂/∂ of the mean cross-entropy: softmax − one-hot, divided by the count, carried back through the dense layer. */
export function readoutBackward(
  hidden: Float32Array,
  kernel: Float32Array,
  logits: Float32Array,
  labels: Uint8Array,
): ReadoutGradients {
  const units = kernel.length / classCount;
  const errors = softmax(logits);
  const gradients = {
    kernel: new Float32Array(kernel.length),
    bias: new Float32Array(classCount),
    hidden: new Float32Array(hidden.length),
  };
  for (const [sample, label] of labels.entries()) {
    const error = errors.subarray(sample * classCount, (sample + 1) * classCount);
    error[label] -= 1;
    for (let digit = 0; digit < classCount; digit++) {
      error[digit] /= labels.length;
      gradients.bias[digit] += error[digit];
    }
    for (let unit = 0; unit < units; unit++) {
      const value = hidden[sample * units + unit];
      let back = 0;
      for (let digit = 0; digit < classCount; digit++) {
        const weight = unit * classCount + digit;
        gradients.kernel[weight] += value * error[digit];
        back += kernel[weight] * error[digit];
      }
      gradients.hidden[sample * units + unit] = back;
    }
  }
  return gradients;
}
