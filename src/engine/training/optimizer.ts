/** Adam, and clipping by the global gradient norm. */

import type { Weight } from '../models/network.ts';

const beta1 = 0.9;
const beta2 = 0.999;
/** As in tf.train.adam on float32 backends. */
const epsilon = 1e-7;

export type Adam = {
  /** Changes the weights in place. @param gradients in the order and shapes of the weights */
  update(gradients: readonly Float32Array[], learningRate: number): void;
};

/** Adam with bias correction (D. Kingma and J. Ba, ICLR 2015, Algorithm 1). */
export function createAdam(weights: readonly Weight[]): Adam {
  const firstMoments = weights.map(({ values }) => new Float32Array(values.length));
  const secondMoments = weights.map(({ values }) => new Float32Array(values.length));
  let step = 0;
  return {
    update(gradients, learningRate) {
      step++;
      const correction1 = 1 - beta1 ** step;
      const correction2 = 1 - beta2 ** step;
      for (const [index, { values }] of weights.entries()) {
        const gradient = gradients[index];
        const first = firstMoments[index];
        const second = secondMoments[index];
        for (let element = 0; element < values.length; element++) {
          const slope = gradient[element];
          first[element] = beta1 * first[element] + (1 - beta1) * slope;
          second[element] = beta2 * second[element] + (1 - beta2) * slope * slope;
          const scale = Math.sqrt(second[element] / correction2) + epsilon;
          values[element] -= (learningRate * (first[element] / correction1)) / scale;
        }
      }
    },
  };
}

/** ‖∂L/∂θ‖₂ over all weights together. */
export function globalNorm(gradients: readonly Float32Array[]): number {
  let squares = 0;
  for (const gradient of gradients) for (const slope of gradient) squares += slope * slope;
  return Math.sqrt(squares);
}

/**
 * Scales all gradients in place so that their global norm is at most `clipNorm` (R. Pascanu et al., ICML 2013).
 * @param clipNorm 0 leaves them alone
 * @returns the norm before clipping
 */
export function clipByGlobalNorm(gradients: readonly Float32Array[], clipNorm: number): number {
  const norm = globalNorm(gradients);
  if (clipNorm > 0 && norm > clipNorm) {
    const factor = clipNorm / norm;
    for (const gradient of gradients) {
      for (let element = 0; element < gradient.length; element++) gradient[element] *= factor;
    }
  }
  return norm;
}
