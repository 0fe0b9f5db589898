/** What can be said about a trace in words: the answer, how sure, and since which row. Pure numbers, no text. */

import type { Trace } from '../../protocol/api.ts';
import { answerAt, digits, leadingDigit } from '../plots/trace-reading.ts';

/** Below this probability the answer is called not sure. */
export const sureFrom = 0.6;

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

export function verdictOf(trace: Pick<Trace, 'probabilities' | 'rows'>): Verdict {
  const { probabilities } = trace;
  const last = trace.rows - 1;
  const { digit, probability } = answerAt(trace, last);
  let knownSinceRow = last;
  while (knownSinceRow > 0 && leadingDigit(probabilities, knownSinceRow - 1) === digit) knownSinceRow--;
  return {
    digit,
    probability,
    sure: probability >= sureFrom,
    knownSinceRow,
    probabilities: probabilities.subarray(last * digits, (last + 1) * digits),
  };
}
