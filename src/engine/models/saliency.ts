/** Which pixels speak for an answer: the gradient of its logit by each pixel, times the pixel. */

import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import { planReading } from '../../domain/recipe/reading.ts';
import { pixelCount } from '../../domain/sequence.ts';

/**
 * Gradient × input (A. Shrikumar et al. 2016): to first order, what each pixel's ink adds to the logit of the answer before
 * softmax. A blank pixel adds nothing, and one before the memory window was not read.
 * @param gradients [steps read × pixels of a step] ∂logit/∂input, in the order in which the pixels were read
 * @param pixels 28×28 bytes as they stand in the image
 * @param reading the order that the image was read in, and the memory window
 * @returns [784] in the order of the image, whatever the order it was read in
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
