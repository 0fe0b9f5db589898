/** The verdict on a trace: the answer, its probability, and since which step it is known. Pure numbers, no text. */

import { knownFrom, sureFrom } from '../../../../domain/sureness.ts';
import type { Trace } from '../../../../protocol/trace.ts';
import { type Answer, answerAt, classesOf, leadingDigit } from './trace-reading.ts';

type Answered = Pick<Trace, 'probabilities' | 'steps' | 'firstStep' | 'knowsNonDigits'>;

/** The answer after a step. */
export type VerdictAt = Answer & {
  readonly sure: boolean;
  /** Whether this is a digit for the network: false only of one that was shown non-digits, after the last step. */
  readonly known: boolean;
  /** [classes] after the step. */
  readonly probabilities: Float32Array;
};

/** The answer after the last step. */
export type Verdict = VerdictAt & {
  /** The first step that was read, from 0, after which the most probable digit stays the same to the end. */
  readonly knownSince: number;
};

/** The answer after step `row`; null where there is none because the numbers are not finite. */
export function verdictAt(trace: Answered, row: number): VerdictAt | null {
  const answer = answerAt(trace, row);
  if (!answer) return null;
  const classes = classesOf(trace);
  return {
    ...answer,
    sure: answer.probability >= sureFrom,
    known: !trace.knowsNonDigits || row < trace.steps - 1 || answer.probability >= knownFrom,
    probabilities: trace.probabilities.subarray(row * classes, (row + 1) * classes),
  };
}

/** Null where there is no answer because the numbers are not finite. */
export function verdictOf(trace: Answered): Verdict | null {
  const { probabilities, steps, firstStep } = trace;
  const verdict = verdictAt(trace, steps - 1);
  if (!verdict) return null;
  const classes = classesOf(trace);
  let knownSince = steps - 1;
  while (knownSince > firstStep && leadingDigit(probabilities, classes, knownSince - 1) === verdict.digit) knownSince--;
  return { ...verdict, knownSince };
}

/** The moment when the network settles on its answer. */
export type Settled = { readonly row: number; readonly digit: number };

/** Null where the answer is not sure: then it never settles. */
export function settledAt(trace: Answered): Settled | null {
  const verdict = verdictOf(trace);
  return verdict?.sure ? { row: verdict.knownSince, digit: verdict.digit } : null;
}
