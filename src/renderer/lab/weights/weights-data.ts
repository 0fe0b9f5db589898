/** Statistics of weights, and the saturation of gates and states. */

import { isRecurrent, recurrentCells } from '../../../domain/cells.ts';
import type { Histogram } from '../../../protocol/inspection.ts';
import type { Cell } from '../../../domain/recipe/recipe.ts';
import type { MatrixName } from '../../../protocol/trace.ts';

export type Statistics = {
  readonly mean: number;
  /** Standard deviation. */
  readonly deviation: number;
  /** Largest absolute value. */
  readonly largest: number;
};

/** @param values at least one */
export function statisticsOf(values: Float32Array): Statistics {
  let sum = 0;
  let largest = 0;
  for (const value of values) {
    sum += value;
    largest = Math.max(largest, Math.abs(value));
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, deviation: Math.sqrt(squares / values.length), largest };
}

/** A value nearer to an end than this share of the range counts as saturated. */
const margin = 0.1;

/** Where a value saturates: a gate at 0 and 1, a bounded state at −1 and 1, the slope that gradients pass at 0. */
const saturatedEnds: Readonly<Partial<Record<MatrixName, readonly ('low' | 'high')[]>>> = {
  forgetGate: ['low', 'high'],
  inputGate: ['low', 'high'],
  outputGate: ['low', 'high'],
  resetGate: ['low', 'high'],
  updateGate: ['low', 'high'],
  candidate: ['low', 'high'],
  hiddenState: ['low', 'high'],
  slope: ['low'],
};

/**
 * Share of the values within a tenth of the range of an end: below 0.1 and above 0.9 for a gate, beyond ±0.9 for a
 * state. Null where the counted values have no ends.
 */
export function saturatedShare(matrix: MatrixName, { low, high, counts }: Histogram): number | null {
  const ends = saturatedEnds[matrix];
  const bounded = high === 1 && (low === 0 || low === -1);
  if (!ends || !bounded) return null;
  const width = (high - low) / counts.length;
  let total = 0;
  let saturated = 0;
  counts.forEach((count, bin) => {
    const middle = low + (bin + 0.5) * width;
    total += count;
    if ((ends.includes('low') && middle < low + margin) || (ends.includes('high') && middle > high - margin)) {
      saturated += count;
    }
  });
  return total === 0 ? null : saturated / total;
}

/** The gates whose weights are side by side in a matrix, from the left, in tfjs' order; none for a single block. */
export function gatesSideBySide(name: string, cell: Cell): readonly MatrixName[] {
  return isRecurrent(cell) && !name.startsWith('readout') ? recurrentCells[cell].gates : [];
}

/** Heights of a histogram's bars, 0 to 1 of the highest. */
export function barHeights({ counts }: Histogram): number[] {
  const highest = Math.max(1, ...counts);
  return Array.from(counts, (count) => count / highest);
}
