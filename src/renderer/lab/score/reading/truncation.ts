/** Where truncated back-propagation cuts the gradient off: training uses nothing of it that lies before. No DOM. */

/** As of a trace or of a flow of gradients. */
export type Truncated = { readonly steps: number; readonly firstStep: number; readonly truncation: number };

/** The first step, from 0, that the gradient reaches in training; null where it goes back to the first one that is read. */
export function cutBefore({ steps, firstStep, truncation }: Truncated): number | null {
  return truncation > 0 && steps - truncation > firstStep ? steps - truncation : null;
}

/** Norms over the steps without those that training cuts off: 0 stands for them, as for steps that are not read. */
export function reachedNorms(norms: Float32Array, cut: number | null): Float32Array {
  return cut === null ? norms : norms.map((norm, step) => (step < cut ? 0 : norm));
}
