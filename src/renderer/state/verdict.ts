/** What can be said about a trace in words: the answer, how sure, and since which row. Pure numbers, no text. */

import type { Trace } from '../../protocol/api.ts';

/** Below this probability the answer is called not sure. */
export const sureFrom = 0.6;

const classes = 10;

export type Verdict = {
  readonly digit: number;
  /** Probability of `digit` after the last row. */
  readonly probability: number;
  readonly sure: boolean;
  /** The first row, from 0, after which the most probable digit stays the same to the end. */
  readonly knownSinceRow: number;
  /** [10] after the last row. */
  readonly probabilities: Float32Array;
};

export function verdictOf({ probabilities, rows }: Pick<Trace, 'probabilities' | 'rows'>): Verdict {
  const last = probabilitiesAfter(probabilities, rows - 1);
  const digit = mostProbable(last);
  let knownSinceRow = rows - 1;
  while (knownSinceRow > 0 && mostProbable(probabilitiesAfter(probabilities, knownSinceRow - 1)) === digit) {
    knownSinceRow--;
  }
  const probability = last[digit] ?? 0;
  return { digit, probability, sure: probability >= sureFrom, knownSinceRow, probabilities: last };
}

function probabilitiesAfter(probabilities: Float32Array, row: number): Float32Array {
  return probabilities.subarray(row * classes, (row + 1) * classes);
}

function mostProbable(distribution: Float32Array): number {
  return distribution.indexOf(Math.max(...distribution));
}
