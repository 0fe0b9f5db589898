/** The verdict on a trace: the answer, its probability, and since which step it is known. Pure numbers, no text. */

import type { Trace } from '../../../../protocol/trace.ts';
import { answerAt, classesOf, leadingDigit } from './trace-reading.ts';

/**
 * Below this probability the answer is called not sure: of 0.5, 0.6 … 0.9, 0.95 and 0.98 the lowest at which 99.9 % of
 * the shipped network's sure answers to the 5,000 held-back training digits are right (`scripts/measure-doubt.ts`;
 * figures in docs/model.md).
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

/** Null where there is no answer because the numbers are not finite. */
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
