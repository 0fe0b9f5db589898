/** From the readout's logits: probabilities, the answer, and the cross-entropy against a label. */

import { noAnswer } from '../../protocol/answers.ts';

/** Softmax of each row of [count × classes], after subtracting the row's maximum so that no exponential overflows. */
export function softmax(logits: Float32Array, classes: number): Float32Array {
  const probabilities = new Float32Array(logits.length);
  for (let start = 0; start < logits.length; start += classes) {
    const row = logits.subarray(start, start + classes);
    const maximum = Math.max(...row);
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - maximum);
    for (let digit = 0; digit < classes; digit++) {
      probabilities[start + digit] = Math.exp(row[digit] - maximum) / sum;
    }
  }
  return probabilities;
}

/** Index of the largest of the `classes` values from `start` on; the smaller index on a tie. */
export function answerAt(logits: Float32Array, classes: number, start = 0): number {
  let answer = 0;
  for (let digit = 1; digit < classes; digit++) if (logits[start + digit] > logits[start + answer]) answer = digit;
  return answer;
}

/** Like {@link answerAt}, but {@link noAnswer} if a value is not finite. */
export function answerGiven(logits: Float32Array, classes: number, start = 0): number {
  for (let at = start; at < start + classes; at++) if (!Number.isFinite(logits[at])) return noAnswer;
  return answerAt(logits, classes, start);
}

export type Scored = {
  /** Summed cross-entropy in nats. */
  readonly loss: number;
  readonly correct: number;
};

/** @param logits [count × classes] @param labels [count] */
export function score(logits: Float32Array, labels: Uint8Array): Scored {
  const classes = logits.length / labels.length;
  let loss = 0;
  let correct = 0;
  for (const [sample, label] of labels.entries()) {
    const start = sample * classes;
    const row = logits.subarray(start, start + classes);
    const maximum = Math.max(...row);
    let sum = 0;
    for (const logit of row) sum += Math.exp(logit - maximum);
    // The brackets matter: added to logits of 1e30 the logarithm would vanish.
    loss += Math.log(sum) + (maximum - row[label]);
    if (answerGiven(logits, classes, start) === label) correct++;
  }
  return { loss, correct };
}
