/** How much memory going back through time takes: what the forward pass must keep of every step. */

import { gateCountOf, type RecurrentCell, recurrentCells } from './cells.ts';

const floatBytes = 4;

/**
 * Bytes of gates and states that are kept for the backward pass of one image, without what pads them: of each step and layer the
 * gates, the hidden state, and what else the cell's tape holds.
 * @param steps that the gradient goes back; those before a truncation need not be kept
 */
export function tapeBytes(
  { cell, units, layers }: { readonly cell: RecurrentCell; readonly units: number; readonly layers: number },
  steps: number,
): number {
  const kept = gateCountOf(cell) + 1 + recurrentCells[cell].tape.length;
  return steps * layers * kept * units * floatBytes;
}
