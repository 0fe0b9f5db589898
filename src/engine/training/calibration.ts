/**
 * Whether a network is calibrated: of the answers given with 80 %, 80 % should be right. Terms from C. Guo, G. Pleiss,
 * Y. Sun and K. Weinberger, "On Calibration of Modern Neural Networks", ICML 2017.
 */

import { noAnswer } from '../../protocol/answers.ts';
import type { Weight } from '../models/network.ts';
import { answerGiven, score, softmax } from '../models/readout.ts';

/** Equal-width bins over the probability of the answer. */
const bins = 15;

/** Bounds of the temperature search. */
const coldest = 0.2;
const hottest = 5;

/**
 * Collects answers and computes the expected calibration error, 0 to 1: the mean over all answers of the distance
 * between their bin's accuracy and its mean probability.
 */
export function createCalibrationMeter() {
  const counts = new Float64Array(bins);
  const certainty = new Float64Array(bins);
  const correct = new Float64Array(bins);
  return {
    /** @param logits [count × classes], @param labels [count] */
    add(logits: Float32Array, labels: Uint8Array): void {
      const classes = logits.length / labels.length;
      const probabilities = softmax(logits, classes);
      for (const [sample, label] of labels.entries()) {
        const answer = answerGiven(logits, classes, sample * classes);
        if (answer === noAnswer) continue;
        const probability = probabilities[sample * classes + answer];
        const bin = Math.min(bins - 1, Math.floor(probability * bins));
        counts[bin]++;
        certainty[bin] += probability;
        if (answer === label) correct[bin]++;
      }
    },
    /** NaN before the first answer. */
    error(): number {
      const gap = counts.reduce((sum, _, bin) => sum + Math.abs(correct[bin] - certainty[bin]), 0);
      return gap / counts.reduce((sum, count) => sum + count, 0);
    },
  };
}

/**
 * Temperature scaling: the divisor of all logits that minimizes the cross-entropy on digits not used for training.
 * Golden-section search over its logarithm, in which the cross-entropy has a single minimum.
 * @param logits [count × classes]
 * @param labels [count]
 */
export function fitTemperature(logits: Float32Array, labels: Uint8Array): number {
  const lossAt = (logarithm: number) => {
    const temperature = Math.exp(logarithm);
    return score(
      logits.map((logit) => logit / temperature),
      labels,
    ).loss;
  };
  const golden = (Math.sqrt(5) - 1) / 2;
  let low = Math.log(coldest);
  let high = Math.log(hottest);
  while (high - low > 1e-3) {
    const inner = high - golden * (high - low);
    const outer = low + golden * (high - low);
    if (lossAt(inner) < lossAt(outer)) high = outer;
    else low = inner;
  }
  return Math.exp((low + high) / 2);
}

/** The weights with the readout divided by the temperature: the same answers with other probabilities. */
export function withTemperature(weights: readonly Weight[], temperature: number): Weight[] {
  return weights.map((weight) =>
    weight.name.startsWith('readout/')
      ? { ...weight, values: weight.values.map((value) => value / temperature) }
      : weight,
  );
}
