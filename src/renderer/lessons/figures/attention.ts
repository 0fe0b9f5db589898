/** Scaled dot-product attention (A. Vaswani et al., 2017), for one query. */

export type Token = { readonly key: readonly number[]; readonly value: readonly number[] };

export type Match = {
  /** q·k / √d_k. */
  readonly score: number;
  /** softmax of the scores; all add up to 1. */
  readonly weight: number;
};

/** How well `query` matches each token's key. All vectors have the same length d_k. */
export function attend(query: readonly number[], tokens: readonly Token[]): Match[] {
  const scores = tokens.map(({ key }) => dot(query, key) / Math.sqrt(query.length));
  const largest = Math.max(...scores);
  const exponentials = scores.map((score) => Math.exp(score - largest));
  const sum = exponentials.reduce((total, exponential) => total + exponential, 0);
  return scores.map((score, index) => ({ score, weight: exponentials[index] / sum }));
}

/** The sum of the values, weighted. */
export function weightedSum(tokens: readonly Token[], matches: readonly Match[]): number[] {
  return tokens[0].value.map((_, component) =>
    tokens.reduce((sum, { value }, index) => sum + matches[index].weight * value[component], 0),
  );
}

function dot(left: readonly number[], right: readonly number[]): number {
  return left.reduce((sum, factor, index) => sum + factor * right[index], 0);
}
