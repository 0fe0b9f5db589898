/** Which pixels support an answer: the gradient of its logit with respect to each pixel, times the pixel. */

import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import { planReading } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';

/**
 * Gradient × input (A. Shrikumar et al. 2016): to first order, what each pixel's ink adds to the answer's logit. Blank
 * pixels and those before the memory window add nothing.
 * @param gradients [steps read × pixels of a step] ∂logit/∂input, in reading order
 * @param pixels 28×28 bytes in image order
 * @param reading the order in which the image was read, and the memory window
 * @returns [784] in image order
 */
export function saliencyOf(
  gradients: Float32Array,
  pixels: Uint8Array,
  reading: { readonly order: ReadingOrder; readonly window: number },
): Float32Array {
  const saliency = new Float32Array(pixelCount);
  planReading(reading).order.forEach((pixel, place) => {
    saliency[pixel] = pixels[pixel] === 0 ? 0 : (gradients[place] * pixels[pixel]) / 255;
  });
  return saliency;
}
