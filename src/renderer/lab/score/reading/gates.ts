/** The tiles between image and answer, for each cell: content, order, colour and map. */

import { cells, isGate } from '../../../../domain/cells.ts';
import type { Cell } from '../../../../domain/recipe/recipe.ts';
import type { MatrixName } from '../../../../protocol/trace.ts';
import type { MessageKey } from '../../../i18n/catalogue/index.ts';

/** The look that every tile of the score has. */
export type TileLook = {
  /** As in the equations. */
  readonly symbol: string;
  readonly label: MessageKey;
  readonly shortLabel: MessageKey;
  /** What it shows, in one sentence. */
  readonly meaning: MessageKey;
  /** The theme's custom property with its accent colour. */
  readonly colourVariable: `--${string}`;
};

/** A gate, or a state, of every unit. */
export type Gate = TileLook & {
  readonly name: MatrixName;
  readonly map: 'sequential' | 'diverging';
  /** Whether values may leave ±1, so that the colours are fitted to them. */
  readonly isUnbounded: boolean;
};

type Text = MatrixName | 'blockOutput';

/** Each gate has the same colour everywhere. */
export const gateColours: Readonly<Record<MatrixName, `--${string}`>> = {
  forgetGate: '--forget-gate',
  inputGate: '--input-gate',
  candidate: '--candidate',
  cellState: '--cell-state',
  outputGate: '--output-gate',
  resetGate: '--reset-gate',
  updateGate: '--update-gate',
  slope: '--slope',
  hiddenState: '--hidden-state',
};

/** In the score's order, in which the cell computes them. */
export function gatesOf(cell: Cell): readonly Gate[] {
  return cells[cell].matrices.map(({ name, symbol, isUnbounded = false }) => {
    const text: Text = cell === 'transformer' ? 'blockOutput' : name;
    return {
      ...{ name, symbol, isUnbounded },
      label: `score.${text}`,
      shortLabel: `score.${text}Short`,
      meaning: `score.${text}Meaning`,
      colourVariable: gateColours[name],
      map: isGate(name) || name === 'slope' ? 'sequential' : 'diverging',
    };
  });
}

/** A head of a Transformer's block: which step attends to which. */
export const attentionLook: TileLook = {
  symbol: 'A',
  label: 'score.attention',
  shortLabel: 'score.attentionShort',
  meaning: 'score.attentionMeaning',
  colourVariable: '--attention',
};

const subscripts = '₀₁₂₃₄₅₆₇₈₉';

/** `h₁₂` for h and 12. */
export function subscripted(symbol: string, number: number): string {
  return symbol + String(number).replaceAll(/\d/g, (digit) => subscripts[Number(digit)]);
}

/** `A₃` for the head of index 2. */
export function headSymbol(head: number): string {
  return subscripted(attentionLook.symbol, head + 1);
}
