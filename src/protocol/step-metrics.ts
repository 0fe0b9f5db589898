/** What is recorded of each optimizer step: loss and gradient norm as they were before its update. */

/**
 * `loss`: mean cross-entropy of the step's batch, in nats; `accuracy`: share of the batch read correctly before the update, 0 to 1;
 * `gradientNorm`: global gradient norm before clipping.
 */
export const stepMetrics = ['loss', 'accuracy', 'learningRate', 'gradientNorm'] as const;

export type StepMetric = (typeof stepMetrics)[number];
