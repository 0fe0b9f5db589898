/** The numbers of one attention head for one row: its query, the rows that it looks at most, its result, what it adds. */

import type { LayerTrace } from '../../../../protocol/trace.ts';

export type HeadShape = { readonly steps: number; readonly units: number; readonly heads: number };

export type Looked = {
  /** From 0. */
  readonly step: number;
  /** q · k / √d. */
  readonly match: number;
  /** Its softmax over all steps, α. */
  readonly weight: number;
  readonly value: Float32Array;
};

export type HeadNumbers = {
  readonly query: Float32Array;
  /** The most heavily weighted steps, heaviest first. */
  readonly looked: readonly Looked[];
  /** Weight of all other steps together. */
  readonly rest: number;
  /** Σ α v. */
  readonly result: Float32Array;
  /** ‖what each head adds to this row‖. */
  readonly added: readonly number[];
};

/** Steps that are written out. */
const shownSteps = 4;

/** @returns null where the trace does not have them */
export function headNumbers(
  { attention, heads: parts }: LayerTrace,
  { steps, units, heads }: HeadShape,
  head: number,
  row: number,
): HeadNumbers | null {
  if (!parts || !attention) return null;
  const width = units / heads;
  const own = (matrix: Float32Array, step: number) =>
    matrix.subarray(step * units + head * width, step * units + (head + 1) * width);
  const query = own(parts.queries, row);
  const all = Array.from({ length: steps }, (_, step): Looked => {
    const key = own(parts.keys, step);
    const match = query.reduce((sum, each, at) => sum + each * key[at], 0) / Math.sqrt(width);
    return { step, match, weight: attention[(head * steps + row) * steps + step], value: own(parts.values, step) };
  });
  const looked = all.sort((a, b) => b.weight - a.weight).slice(0, shownSteps);
  return {
    ...{ query, looked, result: own(parts.results, row) },
    rest: Math.max(0, 1 - looked.reduce((sum, { weight }) => sum + weight, 0)),
    added: Array.from({ length: heads }, (_, each) => parts.added[each * steps + row]),
  };
}
