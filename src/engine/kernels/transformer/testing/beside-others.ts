/** Comparison of gradients that are nearly 0. */

/**
 * Gradients of queries and keys can be nearly 0, because softmax is invariant to what is added to all scores of a query: the
 * key bias's always is, others if tokens are alike. What remains is rounding of sums of larger numbers, so each array is
 * compared next to a hundredth of the largest number of all.
 * @param expected decides that number
 */
export function besideOthers(arrays: readonly Float32Array[], expected: readonly Float32Array[]): number[][] {
  const sizes = expected.map((array) => array.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  return arrays.map((array) => [...array, Math.max(...sizes) / 100]);
}
