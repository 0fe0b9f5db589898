/** What the score says in words about a trace: the answer after a row, means, ranges. No DOM. */

import type { LayerTrace, Trace } from '../../protocol/trace.ts';

export const digits = 10;

export type Answer = { readonly digit: number; readonly probability: number };

/** The most probable digit of one row of a [rows × 10] matrix, the smaller one of equals. */
export function leadingDigit(probabilities: Float32Array, row: number): number {
  const first = row * digits;
  let leading = first;
  for (let cell = first + 1; cell < first + digits; cell++) {
    if (probabilities[cell] > probabilities[leading]) leading = cell;
  }
  return leading - first;
}

/** The answer after row `row` (from 0) has been read. */
export function answerAt(trace: Pick<Trace, 'probabilities'>, row: number): Answer {
  const digit = leadingDigit(trace.probabilities, row);
  return { digit, probability: trace.probabilities[row * digits + digit] };
}

/** Mean of the units of one row of a [rows × units] matrix. */
export function rowMean(matrix: Float32Array, units: number, row: number): number {
  let sum = 0;
  for (let unit = 0; unit < units; unit++) sum += matrix[row * units + unit];
  return sum / units;
}

const roundRanges = [1, 1.5, 2, 3, 5, 7, 10, 15, 20, 30, 50, 70, 100] as const;
/** Share of the cells that may lie beyond the range, so that a few far units do not fade all others. */
const outliers = 0.02;

/**
 * A symmetric range for cell states, which may leave ±1: the smallest of some round numbers from 1 to 100 that holds 98 % of
 * the layer's magnitudes. Round, so that the colours do not flicker while the weights change.
 */
export function cellStateRange({ cellState }: LayerTrace): number {
  const allowed = outliers * cellState.length;
  const holdsMost = (range: number) => {
    let beyond = 0;
    for (const value of cellState) if (Math.abs(value) > range) beyond++;
    return beyond <= allowed;
  };
  return roundRanges.find(holdsMost) ?? 100;
}
