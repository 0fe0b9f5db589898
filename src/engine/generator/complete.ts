/** Draws the missing rows one after the other, each from its probabilities given all rows above. */

import type { Completion, CompletionOrder } from '../../protocol/generator.ts';
import { pixelCount, rowLength, rows } from '../../domain/sequence.ts';
import { randomStream, type RandomStream } from '../../domain/random.ts';
import type { GeneratorNetwork } from './generator-network.ts';
import { binarise, logLikelihoodOfRows, probabilitiesOfPixels, sigmoid } from './likelihood.ts';

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
 */
export async function complete(
  network: Pick<GeneratorNetwork, 'logits'>,
  { pixels, givenRows, count, temperature, seed }: CompletionOrder,
): Promise<Omit<Completion, 'step'>> {
  const whole = binarise(pixels);
  const images = new Uint8Array(count * pixelCount);
  for (let image = 0; image < count; image++) {
    images.set(whole.subarray(0, givenRows * rowLength), image * pixelCount);
  }
  const streams = Array.from({ length: count }, (_, image) => randomStream(seed, 'rows', image));
  const logLikelihood = logLikelihoodOfRows(await network.logits(whole), whole);

  const firstDrawn = Math.max(givenRows, 1);
  let logits = await network.logits(images);
  for (let row = firstDrawn; row < rows; row++) {
    if (row > firstDrawn) logits = await network.logits(images);
    for (let image = 0; image < count; image++) {
      const at = image * pixelCount + row * rowLength;
      images.set(drawRow(logits.subarray(at - rowLength, at), temperature, streams[image]), at);
    }
  }
  const probabilities = new Float32Array(images.length);
  for (let at = 0; at < images.length; at += pixelCount) {
    probabilities.set(probabilitiesOfPixels(logits.subarray(at, at + pixelCount)), at);
  }
  return { images, probabilities, logLikelihood };
}
