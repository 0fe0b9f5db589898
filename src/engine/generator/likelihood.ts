/**
 * What the generator's logits say about a row's pixels: probabilities and likelihoods of independent Bernoulli
 * variables.
 */

import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';

/** Pixels from this byte on count as ink. */
const inkThreshold = 128;

/** The generator reads and draws two values only: 0 and 255. @param images any number of bytes */
export function binarise(images: Uint8Array): Uint8Array {
  return images.map((byte) => (byte < inkThreshold ? 0 : 255));
}

/** The logistic function σ. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** log p(x) of a pixel with ink probability σ(logit), in nats; written so that no exponential overflows. */
export function logProbability(logit: number, hasInk: boolean): number {
  return Math.min(logit, 0) - Math.log1p(Math.exp(-Math.abs(logit))) - (hasInk ? 0 : logit);
}

/**
 * log p(x_t | x_<t) of each row, in nats: the sum over its pixels.
 * @param logits [28 × 28] of one image; row t holds the logits of row t + 1
 * @param image [784] bytes, 0 or 255
 * @returns [28]; 0 for the first row, which nothing predicts
 */
export function logLikelihoodOfRows(logits: Float32Array, image: Uint8Array): Float32Array {
  const likelihood = new Float32Array(rows);
  for (let row = 1; row < rows; row++) {
    let sum = 0;
    for (let at = row * rowLength; at < (row + 1) * rowLength; at++) {
      sum += logProbability(logits[at - rowLength], image[at] > 0);
    }
    likelihood[row] = sum;
  }
  return likelihood;
}

/** The probability of ink of each pixel, [784]; 0 in the first row. @param logits as for {@link logLikelihoodOfRows} */
export function probabilitiesOfPixels(logits: Float32Array): Float32Array {
  return Float32Array.from({ length: pixelCount }, (_, at) => (at < rowLength ? 0 : sigmoid(logits[at - rowLength])));
}
