/** What can be said about a trace in words: the answer, how sure, and since which step. Pure numbers, no text. */

import type { Trace } from '../../../../protocol/trace.ts';
import { answerAt, classesOf, leadingDigit } from './trace-reading.ts';

/**
 * Below this probability the answer is called not sure. Of 0.5, 0.6 … 0.9, 0.95 and 0.98 the least at which 99.9 % of the shipped
 * model's sure answers to the 5,000 training digits held back are right (`scripts/measure-doubt.ts`; figures in docs/model.md).
 */
export const sureFrom = 0.95;

export type Verdict = {
  readonly digit: number;
  /** Probability of `digit` after the last step. */
  readonly probability: number;
  readonly sure: boolean;
  /** The first step that was read, from 0, after which the most probable digit stays the same to the end. */
  readonly knownSince: number;
  /** [classes] after the last step. */
  readonly probabilities: Float32Array;
};

/** Null where there is no answer, the numbers being beyond all bounds. */
export function verdictOf(trace: Pick<Trace, 'probabilities' | 'steps' | 'firstStep'>): Verdict | null {
  const { probabilities, steps, firstStep } = trace;
  const last = steps - 1;
  const digits = classesOf(trace);
  const answer = answerAt(trace, last);
  if (!answer) return null;
  const { digit, probability } = answer;
  let knownSince = last;
  while (knownSince > firstStep && leadingDigit(probabilities, digits, knownSince - 1) === digit) knownSince--;
  return {
    digit,
    probability,
    sure: probability >= sureFrom,
    knownSince,
    probabilities: probabilities.subarray(last * digits, (last + 1) * digits),
  };
}
