/** Where truncated BPTT ends: training uses no gradient before it. */

/** The parts of a trace or a gradient flow that decide it. */
export type Truncated = { readonly steps: number; readonly firstStep: number; readonly truncation: number };

/** The first step, from 0, that the gradient reaches in training; null where that is the first one read. */
export function cutBefore({ steps, firstStep, truncation }: Truncated): number | null {
  return truncation > 0 && steps - truncation > firstStep ? steps - truncation : null;
}

/** Norms over the steps, 0 where training truncates them, as for steps that are not read. */
export function reachedNorms(norms: Float32Array, cut: number | null): Float32Array {
  return cut === null ? norms : norms.map((norm, step) => (step < cut ? 0 : norm));
}
