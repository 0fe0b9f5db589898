/** What the readout's logits say: probabilities, the answer, and the cross-entropy against a digit. */

import { noAnswer } from '../../protocol/answers.ts';

/** Softmax of each row of [count × classes], with the row's maximum taken off so that no exponential overflows. */
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

/** The index of the largest of the values of all classes that begin at `start`; the smaller one of equals. */
export function answerAt(logits: Float32Array, classes: number, start = 0): number {
  let answer = 0;
  for (let digit = 1; digit < classes; digit++) if (logits[start + digit] > logits[start + answer]) answer = digit;
  return answer;
}

/** As {@link answerAt}; {@link noAnswer} where one of the values is no finite number. */
export function answerGiven(logits: Float32Array, classes: number, start = 0): number {
  for (let at = start; at < start + classes; at++) if (!Number.isFinite(logits[at])) return noAnswer;
  return answerAt(logits, classes, start);
}

export type Scored = {
  /** Summed cross-entropy in nats. */
  readonly loss: number;
  readonly correct: number;
};

/** @param logits [count × classes], @param labels [count] */
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
    // In brackets: beside logits of 1e30 the logarithm would be lost.
    loss += Math.log(sum) + (maximum - row[label]);
    if (answerGiven(logits, classes, start) === label) correct++;
  }
  return { loss, correct };
}
