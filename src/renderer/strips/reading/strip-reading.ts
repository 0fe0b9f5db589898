/** What a reading of a strip says: where each token looked, who looked at a column, and what was written. */

import { endToken, writtenTokens } from '../../../domain/strips/strip.ts';
import type { StripReading } from '../../../protocol/strips.ts';
import { sureFrom } from '../../../domain/sureness.ts';
import { stateRange } from '../../lab/score/reading/trace-reading.ts';

/** Number of encoder steps. */
export function stepsOf({ attention, encoderStates, columnsPerStep }: StripReading, width: number): number {
  return attention.length > 0 || encoderStates.length > 0 ? Math.ceil(width / columnsPerStep) : 0;
}

/** [W] how much each token looked at a step. @param attention [W × C] */
export function looksAt(attention: Float32Array, step: number, steps: number): Float32Array {
  return attention.filter((_, at) => at % steps === step);
}

export type Stretch = { readonly from: number; readonly to: number; readonly share: number; readonly most: number };

/** The largest weight's step, and the shortest stretch of steps around it that holds at least half of a row; steps from 0, both included. */
export function mostLookedAt(weights: Float32Array): Stretch {
  const most = weights.indexOf(weights.reduce((largest, weight) => Math.max(largest, weight), 0));
  let from = most;
  let to = most;
  let share = weights[from] ?? 0;
  const half = 0.5;
  while (share < half && (from > 0 || to < weights.length - 1)) {
    const [before, after] = [weights[from - 1] ?? -1, weights[to + 1] ?? -1];
    if (before > after) share += weights[--from];
    else share += weights[++to];
  }
  return { from, to, share, most };
}

/** The value of the last colour of the encoder's states: an LSTM's stay within ±1. */
export function encoderRange({ encoderStates, heads }: StripReading): number {
  return heads ? stateRange(encoderStates) : 1;
}

/** [rows × columns] → [columns × rows]. */
export function transposed(matrix: Float32Array, columns: number): Float32Array {
  const rows = matrix.length / columns;
  const turned = new Float32Array(matrix.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) turned[column * rows + row] = matrix[row * columns + column];
  }
  return turned;
}

/**
 * The one state through which a reader without attention passes on everything: of each direction the state after its last step, which
 * of the second direction is the strip's first.
 *
 * @param states [C × D·U]
 */
export function lastStates(states: Float32Array, steps: number, directions: number): Float32Array {
  const width = states.length / steps;
  const units = width / directions;
  const forward = states.subarray((steps - 1) * width, (steps - 1) * width + units);
  return Float32Array.from([...forward, ...(directions > 1 ? states.subarray(units, width) : [])]);
}

/** The likeliest tokens after a place, best first. */
export function likeliest({ probabilities }: StripReading, place: number, count: number): readonly number[] {
  const row = probabilities.subarray(place * writtenTokens, (place + 1) * writtenTokens);
  return Array.from(row.keys())
    .toSorted((a, b) => row[b] - row[a])
    .slice(0, count);
}

export function probabilityOf({ probabilities }: StripReading, place: number, token: number): number {
  return probabilities[place * writtenTokens + token];
}

/**
 * How far a number as it was written is to be trusted, by the probability of all of it, which has to be as high as that of a digit in
 * the Lab.
 */
export type NumberVerdict = { readonly kind: 'sure' | 'unsure' | 'noDigit'; readonly probability: number };

export function numberVerdict(reading: Pick<StripReading, 'tokens' | 'probabilities'>): NumberVerdict {
  const { tokens, probabilities } = reading;
  const probability = tokens.reduce(
    (product, token, place) => product * probabilities[place * writtenTokens + token],
    1,
  );
  const kind = tokens[0] === endToken ? 'noDigit' : probability >= sureFrom ? 'sure' : 'unsure';
  return { kind, probability };
}

/** The digits of written tokens as they stand on paper, without the end. */
export function numberOf(tokens: readonly number[]): string {
  return tokens.filter((token) => token < endToken).join('');
}
