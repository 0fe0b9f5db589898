/**
 * What the strip at the score's right edge shows, a bar for each step: ‖∂L/∂h_t‖, or, where the trace has it, what each step adds
 * to ∂L/∂W, with a line for the sum from the last step back.
 */

import { type Cell, isRecurrent, recurrentCells } from '../../../../domain/cells.ts';
import type { LayerTrace, Trace } from '../../../../protocol/trace.ts';
import { gradientFormula, gradientLook, weightGradientLook } from './tiles.ts';
import { cutBefore, reachedNorms } from './truncation.ts';

export type Strip = {
  readonly kind: 'states' | 'weights';
  readonly look: typeof gradientLook | typeof weightGradientLook;
  /** [steps], 0 where training does not reach. */
  readonly bars: Float32Array;
  /** [steps] the running sum; null for norms that are not added up. */
  readonly line: Float32Array | null;
  readonly cut: number | null;
};

export function stripOf(trace: Trace, { gradientNorm, weightGradients }: LayerTrace): Strip {
  const cut = cutBefore(trace);
  const reached = (norms: Float32Array) => reachedNorms(norms, cut);
  return weightGradients
    ? {
        kind: 'weights',
        look: weightGradientLook,
        bars: reached(weightGradients.added),
        line: reached(weightGradients.summed),
        cut,
      }
    : { kind: 'states', look: gradientLook, bars: reached(gradientNorm), line: null, cut };
}

/** Bars and line on one scale. */
export function stripNorms({ bars, line }: Strip): Float32Array {
  return line ? Float32Array.of(...bars, ...line) : bars;
}

/** The strip's formula in a line. A GRU's candidate reads r·h_{t−1}. */
export function stripFormula({ kind }: Strip, cell: Cell): string {
  if (kind === 'states') return gradientFormula;
  const resets = isRecurrent(cell) && recurrentCells[cell].resetsBeforeProduct;
  return `∂L/∂W = Σₜ δₜ·hₜ₋₁ᵀ${resets ? ', n: δₜ·(r·hₜ₋₁)ᵀ' : ''}`;
}
