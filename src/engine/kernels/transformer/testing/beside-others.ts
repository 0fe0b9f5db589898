/** How gradients that are all but 0 are compared. */

/**
 * Gradients of queries and keys can be all but 0, since softmax takes away what is added to all scores of a query: that of the
 * key bias always is, others where tokens are alike. What is left of them is rounding of sums of larger numbers. So each array
 * is compared beside a hundredth of the largest number of all.
 * @param expected decides which number that is
 */
export function besideOthers(arrays: readonly Float32Array[], expected: readonly Float32Array[]): number[][] {
  const sizes = expected.map((array) => array.reduce((most, value) => Math.max(most, Math.abs(value)), 0));
  return arrays.map((array) => [...array, Math.max(...sizes) / 100]);
}
