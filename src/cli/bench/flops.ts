/** The arithmetic of a digit, which turns samples per second into GFLOP/s. */

import { gateCountOf } from '../../domain/cells.ts';
import { rowLength, rows } from '../../domain/sequence.ts';
import { digitClasses } from '../../domain/recipe/network-fields.ts';
import type { Cell } from './messages.ts';

/**
 * Floating-point operations of one digit through one layer of H units, 2 for each multiply-add of a matrix product.
 * With G blocks, D = 28 pixels a row, T = 28 rows, C = 10 classes:
 *
 *   forward 2·G·H·(T·D + (T−1)·H) + 2·H·C
 *   training 2·G·H·(2·T·D + 3·(T−1)·H) + 6·H·C
 *
 * Each product has three parts: forward, weight gradient and input gradient. Pixels are not trained, so theirs lacks
 * the last; the first row meets a hidden state of zeros, so the recurrent one happens T−1 times. A dense implementation
 * must do that much: blank pixels count like any other, and gates, loss and optimizer are left out. An implementation
 * that does less appears faster, which is what we want to know.
 */
export function flopsPerSample(cell: Cell, units: number, pass: 'forward' | 'training'): number {
  const [inputParts, recurrentParts, readoutParts] = pass === 'forward' ? [1, 1, 1] : [2, 3, 3];
  const rowProducts = inputParts * rows * rowLength + recurrentParts * (rows - 1) * units;
  return 2 * gateCountOf(cell) * units * rowProducts + readoutParts * 2 * units * digitClasses;
}
