/** Facts of a trace for words: the answer after a step, means, ranges. A row is a line: one step. */

import { planReading } from '../../../../domain/recipe/reading.ts';
import type { Trace } from '../../../../protocol/trace.ts';

/** Number of classes of the answer. */
export function classesOf({ probabilities, steps }: Pick<Trace, 'probabilities' | 'steps'>): number {
  return probabilities.length / steps;
}

export type Answer = { readonly digit: number; readonly probability: number };

/**
 * The most probable class of one row of a [steps × classes] matrix, the smaller of equals; null where a number is not
 * finite.
 */
export function leadingDigit(probabilities: Float32Array, classes: number, row: number): number | null {
  return largestOfRow(probabilities, classes, row);
}

/** The answer after step `row` (from 0); null where the numbers are not finite. */
export function answerAt(trace: Pick<Trace, 'probabilities' | 'steps'>, row: number): Answer | null {
  const classes = classesOf(trace);
  const digit = leadingDigit(trace.probabilities, classes, row);
  return digit === null ? null : { digit, probability: trace.probabilities[row * classes + digit] };
}

/** The most probable classes after step `row`, the likeliest first. */
export function likeliest(trace: Pick<Trace, 'probabilities' | 'steps'>, row: number, count: number): number[] {
  const classes = classesOf(trace);
  const shares = trace.probabilities.subarray(row * classes, (row + 1) * classes);
  return [...shares.keys()].sort((a, b) => shares[b] - shares[a]).slice(0, count);
}

/** Mean of the units of one row of a [steps × units] matrix. */
export function rowMean(matrix: Float32Array, units: number, row: number): number {
  let sum = 0;
  for (let unit = 0; unit < units; unit++) sum += matrix[row * units + unit];
  return sum / units;
}

/** One head's [steps × steps] part of a block's [heads × steps × steps] attention. */
export function attentionOf(attention: Float32Array, steps: number, head: number): Float32Array {
  return attention.subarray(head * steps * steps, (head + 1) * steps * steps);
}

/**
 * The step that step `row` attends to most, in one head's [steps × steps] attention; null where that is not a number.
 */
export function mostAttended(attention: Float32Array, steps: number, row: number): number | null {
  return largestOfRow(attention, steps, row);
}

/** Shares are 0 to 1 up to softmax's rounding; far larger numbers are none. */
const maxShare = 2;

function largestOfRow(matrix: Float32Array, columns: number, row: number): number | null {
  const first = row * columns;
  let largest = first;
  for (let cell = first; cell < first + columns; cell++) {
    if (!(matrix[cell] >= 0 && matrix[cell] < maxShare)) return null;
    if (matrix[cell] > matrix[largest]) largest = cell;
  }
  return largest - first;
}

/** Ranges for states, which may leave ±1. Round, so that the colours do not flicker while the weights change. */
const stateRanges = [1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100] as const;
/** Ranges for attention, whose weights sum to 1 over the attended steps. */
const attentionRanges = [0.1, 0.2, 0.3, 0.5, 0.7, 1] as const;
/** Share of the values that may exceed the range, so that a few large ones do not fade the rest. */
const outliers = 0.02;

/**
 * A symmetric range for states: the smallest of some round numbers from 1 to 100 that holds 98 % of their magnitudes.
 */
export function stateRange(states: Float32Array): number {
  return rangeOf(states, stateRanges);
}

/** The smallest of some round numbers from 0.1 to 1 that holds 98 % of a block's attention weights. */
export function attentionRange(attention: Float32Array): number {
  return rangeOf(attention, attentionRanges);
}

function rangeOf(values: Float32Array, ranges: readonly number[]): number {
  const counts = new Uint32Array(ranges.length);
  const last = ranges.length - 1;
  for (const value of values) {
    const magnitude = Math.abs(value);
    let index = 0;
    while (index < last && magnitude > ranges[index]) index++;
    counts[index]++;
  }
  let beyond = outliers * values.length;
  let index = last;
  while (index > 0 && counts[index] <= beyond) beyond -= counts[index--];
  return ranges[index];
}

const fullInk = 255;

/** Mean ink of the pixels that step `row` reads, 0 to 1. */
export function inkOfStep({ pixels, order, steps, firstStep }: Trace, row: number): number {
  if (row < firstStep) return 0;
  const plan = planReading({ order, window: steps - firstStep });
  const from = (row - firstStep) * plan.stepLength;
  const read = plan.order.subarray(from, from + plan.stepLength);
  return read.reduce((sum, pixel) => sum + pixels[pixel], 0) / (fullInk * read.length);
}
