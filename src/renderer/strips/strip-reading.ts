/** What a reading of a strip says: where each token looked, who looked at a column, and what was written. */

import { endToken, writtenTokens } from '../../domain/strips/strip.ts';
import type { StripReading } from '../../protocol/strips.ts';

/** Number of encoder steps. */
export function stepsOf({ attention, encoderStates, columnsPerStep }: StripReading, width: number): number {
  return attention.length > 0 || encoderStates.length > 0 ? Math.ceil(width / columnsPerStep) : 0;
}

/** [W × C] where each token looked; null without attention. */
export function attentionOf({ attention }: StripReading): Float32Array | null {
  return attention.length > 0 ? attention : null;
}

export type Stretch = { readonly from: number; readonly to: number; readonly share: number };

/** The shortest stretch of steps around the largest weight that holds at least half of a row; steps from 0, both included. */
export function mostLookedAt(weights: Float32Array): Stretch {
  let from = weights.indexOf(weights.reduce((most, weight) => Math.max(most, weight), 0));
  let to = from;
  let share = weights[from] ?? 0;
  const half = 0.5;
  while (share < half && (from > 0 || to < weights.length - 1)) {
    const [before, after] = [weights[from - 1] ?? -1, weights[to + 1] ?? -1];
    if (before > after) share += weights[--from];
    else share += weights[++to];
  }
  return { from, to, share };
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

/** The digits of written tokens as they stand on paper, without the end. */
export function numberOf(tokens: readonly number[]): string {
  return tokens.filter((token) => token < endToken).join('');
}
