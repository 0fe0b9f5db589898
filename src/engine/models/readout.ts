/** What the readout's scores say: probabilities, the answer, and the cross-entropy against a digit. */

import { classCount } from './config.ts';

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
