/** The answers to one digit at the moments of a run; moments are added as they come. */

import { digitClasses } from '../../domain/recipe/network-fields.ts';
import type { ReadingOrder } from '../../domain/recipe/recipe.ts';
import type { ReadingThroughTime, TimelineMoment } from '../../protocol/timeline.ts';
import type { DigitSource } from '../../protocol/trace.ts';

/** Which digit, how it is read, and with which weights. */
export type Reading = {
  readonly session: number;
  readonly source: DigitSource;
  readonly order: ReadingOrder | null;
};

export type DigitAnswers = {
  readonly reading: Reading;
  /** By step: [classes]. */
  readonly byStep: ReadonlyMap<number, Float32Array>;
};

/**
 * The last step with known answers, −1 where there is none. A drawing counts as the same only if it is the same object.
 */
export function lastAnswered(answers: DigitAnswers | null, reading: Reading): number {
  return Math.max(-1, ...knownOf(answers, reading).keys());
}

/** Adds answers of later moments to those of the same reading; otherwise returns the new ones alone. */
export function withAnswers(answers: DigitAnswers | null, reading: Reading, told: ReadingThroughTime): DigitAnswers {
  const digits = told.probabilities.length / told.steps.length;
  const rows = [...told.steps].map(
    (step, row) => [step, told.probabilities.slice(row * digits, (row + 1) * digits)] as const,
  );
  return { reading, byStep: new Map([...knownOf(answers, reading), ...rows]) };
}

/** [moments × classes], NaN where no answer is known. */
export function answersAt(
  answers: DigitAnswers | null,
  moments: readonly Pick<TimelineMoment, 'step'>[],
): Float32Array {
  const digits = Array.from(answers?.byStep.values() ?? []).at(0)?.length ?? digitClasses;
  const cells = new Float32Array(moments.length * digits).fill(Number.NaN);
  for (const [place, { step }] of moments.entries()) {
    const known = answers?.byStep.get(step);
    if (known) cells.set(known, place * digits);
  }
  return cells;
}

function knownOf(answers: DigitAnswers | null, { session, source, order }: Reading): DigitAnswers['byStep'] {
  const { reading } = answers ?? {};
  const isSame = reading?.session === session && reading.source === source && reading.order === order;
  return isSame && answers ? answers.byStep : new Map();
}
