/** Draws the missing rows one after the other, each from its probabilities given all rows above. */

import type { Completion, CompletionOrder } from '../../protocol/generator.ts';
import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';
import { GatescopeError } from '../../domain/errors.ts';
import { randomStream, type RandomStream } from '../../domain/random.ts';
import type { GeneratorNetwork } from './generator-network.ts';
import { binarise, logLikelihoodOfRows, probabilitiesOfPixels, sigmoid } from './likelihood.ts';
import { logitsOfRow, logitsWithin } from './window.ts';

/**
 * Draws a row's pixels independently from σ(logit / temperature).
 * @param temperature 0 takes the likelier value
 * @returns one byte per logit, 0 or 255
 */
export function drawRow(logits: Float32Array, temperature: number, random: RandomStream): Uint8Array {
  return Uint8Array.from(logits, (logit) => {
    const hasInk = temperature === 0 ? logit > 0 : random.uniform(0, 1) < sigmoid(logit / temperature);
    return hasInk ? 255 : 0;
  });
}

/**
 * Each drawing has its own random stream, so that requesting more leaves the first ones unchanged. If not even the
 * first row is given, it is taken as blank, as in nearly every MNIST digit: nothing predicts it.
 * @throws GatescopeError `invalidRequest` if the network was not trained on the label that is asked for
 */
export async function complete(
  network: Pick<GeneratorNetwork, 'logits' | 'labels' | 'seenRows'>,
  { pixels, givenRows, count, temperature, seed, window, label }: CompletionOrder,
): Promise<Omit<Completion, 'step'>> {
  if (label !== null && label >= network.labels) throw noSuchLabel(label, network.labels);
  const whole = binarise(pixels);
  const labels = label === null ? null : new Uint8Array(count).fill(label);
  const trueLogits = await logitsWithin(network, whole, window, labels?.subarray(0, 1).slice() ?? null);
  const images = new Uint8Array(count * pixelCount);
  const logits = new Float32Array(count * pixelCount);
  for (let at = 0; at < images.length; at += pixelCount) {
    images.set(whole.subarray(0, givenRows * rowLength), at);
    logits.set(trueLogits, at);
  }
  const streams = Array.from({ length: count }, (_, image) => randomStream(seed, 'rows', image));

  for (let row = Math.max(givenRows, 1); row < rows; row++) {
    const ofRow = await logitsOfRow(network, images, row, window, labels);
    for (let image = 0; image < count; image++) {
      const at = image * pixelCount + row * rowLength;
      const own = ofRow.subarray(image * rowLength, (image + 1) * rowLength);
      logits.set(own, at - rowLength);
      images.set(drawRow(own, temperature, streams[image]), at);
    }
  }
  const probabilities = new Float32Array(images.length);
  const ownLogLikelihood = new Float32Array(count * rows);
  for (let image = 0; image < count; image++) {
    const [at, end] = [image * pixelCount, (image + 1) * pixelCount];
    probabilities.set(probabilitiesOfPixels(logits.subarray(at, end)), at);
    ownLogLikelihood.set(logLikelihoodOfRows(logits.subarray(at, end), images.subarray(at, end)), image * rows);
  }
  return { images, probabilities, logLikelihood: logLikelihoodOfRows(trueLogits, whole), ownLogLikelihood };
}

function noSuchLabel(label: number, labels: number): GatescopeError {
  const message =
    labels === 0
      ? 'This row generator was trained without labels: train it again, or restore the shipped one.'
      : `This row generator knows labels 0 to ${labels - 1} only.`;
  return new GatescopeError('invalidRequest', message, { label, labels });
}
