/** Smoothing of noisy curves. */

/**
 * Debiased exponential moving average, as TensorBoard smooths its scalar charts (tensorboard `line-chart.ts`,
 * `resmoothDataset`): s_t = w·s_(t−1) + (1 − w)·x_t from s_0 = 0, divided by 1 − w^t, as Adam corrects its moments
 * (Kingma & Ba 2015, section 3).
 *
 * @param weight 0 (no smoothing) up to, not including, 1.
 * @returns what smooths one value after the other; one that is not finite is passed through and leaves the average alone.
 * @throws RangeError when the weight is outside [0, 1).
 */
export function createSmoother(weight: number): (value: number) => number {
  if (!(weight >= 0 && weight < 1)) throw new RangeError(`The smoothing weight must be in [0, 1), not ${weight}.`);
  let average = 0;
  let bias = 1;
  return (value) => {
    if (!Number.isFinite(value)) return value;
    average = weight * average + (1 - weight) * value;
    bias *= weight;
    return average / (1 - bias);
  };
}

/** A whole curve through {@link createSmoother}. */
export function smooth(values: ArrayLike<number>, weight: number): Float32Array {
  return Float32Array.from(values, createSmoother(weight));
}
