/** The equations of a cell, and the numbers of one unit after one step in them, each piece with its gate. */

import {
  type CellEquation,
  cells,
  isGate,
  isRecurrent,
  type MatrixLook,
  recurrentCells,
} from '../../../../domain/cells.ts';
import type { Activation, Cell } from '../../../../domain/recipe/recipe.ts';
import type { LayerTrace, MatrixName } from '../../../../protocol/trace.ts';
import { factor, signed } from '../../../i18n/numbers.ts';
import type { Tile } from '../reading/tiles.ts';

/** A piece of an equation as written; `of`: the gate whose symbol or number it is. */
export type Term = {
  readonly text: string;
  readonly of: MatrixName | null;
  readonly kind: 'text' | 'symbol' | 'number';
};

export type Equation = {
  readonly formula: readonly Term[];
  /** The same with a unit's numbers, from the equals sign on; the last term is the result. Empty without a unit. */
  readonly numbers: readonly Term[];
};

/** The values of one unit after a step, and after the step before (0 where there is none). */
export type UnitNumbers = {
  readonly now: (name: MatrixName) => number;
  readonly before: (name: MatrixName) => number;
};

/** Row (a step) and unit count from 0; `row` must have been read. */
export function unitNumbers({ matrices }: LayerTrace, units: number, row: number, unit: number): UnitNumbers {
  // Before the memory window the trace is 0, like the blank state with which the reading begins.
  const at = (name: MatrixName, step: number) => (step < 0 ? 0 : (matrices[name]?.[step * units + unit] ?? 0));
  return { now: (name) => at(name, row), before: (name) => at(name, row - 1) };
}

/** As in `hₜ₋₁`. */
export const previous = 'ₜ₋₁';

/** A plain RNN's, by its activation φ, and φ′ as a formula of h. */
const activationEquations: Readonly<Record<Activation, readonly CellEquation[]>> = {
  tanh: [{ formula: '{h} = tanh(U·x + W·{h−} + b)' }, { formula: '{φ′} = 1 − {h}²', numbers: '1 − {h}²' }],
  sigmoid: [{ formula: '{h} = σ(U·x + W·{h−} + b)' }, { formula: '{φ′} = {h}·(1 − {h})', numbers: '{h}·(1 − {h})' }],
  relu: [{ formula: '{h} = max(0, U·x + W·{h−} + b)' }, { formula: '{φ′} = [h > 0]' }],
};

/**
 * None for a Transformer's blocks.
 * @param activation of an RNN
 * @param unit null: the formulas alone
 */
export function equationsOf(cell: Cell, activation: Activation, unit: UnitNumbers | null): readonly Equation[] {
  if (!isRecurrent(cell)) return [];
  const { equations, takesActivation } = recurrentCells[cell];
  const { matrices } = cells[cell];
  return [...equations, ...(takesActivation ? activationEquations[activation] : [])].map((equation) => ({
    formula: termsOf(equation.formula, matrices, symbolOf),
    numbers: unit ? numbersOf(equation, matrices, unit) : [],
  }));
}

/**
 * The formula of a tile in a line, `f = σ(U·x + W·hₜ₋₁ + b)`.
 * @param activation of an RNN
 * @returns undefined for the output of a Transformer's block, which takes more than a line
 */
export function tileFormula({ look, head }: Pick<Tile, 'look' | 'head'>, cell: Cell, activation: Activation) {
  if (head !== null) return 'A = softmax(q·kᵀ ∕ √d)';
  if (!isRecurrent(cell) || !('name' in look)) return undefined;
  const { matrices } = cells[cell];
  const { equations, takesActivation } = recurrentCells[cell];
  const all = [...equations, ...(takesActivation ? activationEquations[activation] : [])];
  const own = all.find(({ formula }) => formula.startsWith(`{${look.symbol}} =`));
  const formula = own?.formula ?? `{${look.symbol}} = ${isGate(look.name) ? 'σ' : 'tanh'}(U·x + W·{h−} + b)`;
  return termsOf(formula, matrices, symbolOf)
    .map(({ text }) => text)
    .join('');
}

/** A part in braces: the symbol of a matrix, followed by `−` for the step before, or preceded by `1−`. */
type Mention = {
  readonly name: MatrixName;
  readonly symbol: string;
  readonly isBefore: boolean;
  readonly isRest: boolean;
};

function termsOf(
  written: string,
  matrices: readonly MatrixLook[],
  termOf: (mention: Mention, textBefore: string) => Term,
): readonly Term[] {
  // Every other piece was in braces.
  const pieces = written.split(/[{}]/);
  return pieces
    .map((piece, index) => {
      if (index % 2 === 0) return { text: piece, of: null, kind: 'text' } as const;
      return termOf(mentionOf(piece, matrices), pieces[index - 1]);
    })
    .filter(({ text }) => text !== '');
}

function mentionOf(piece: string, matrices: readonly MatrixLook[]): Mention {
  const symbol = piece.replace(/^1−/, '').replace(/−$/, '');
  const found = matrices.find((matrix) => matrix.symbol === symbol);
  if (!found) throw new RangeError(`No matrix of this cell has the symbol ${symbol}.`);
  return { name: found.name, symbol, isBefore: piece.endsWith('−'), isRest: piece.startsWith('1−') };
}

function symbolOf({ name, symbol, isBefore }: Mention): Term {
  return { text: isBefore ? symbol + previous : symbol, of: name, kind: 'symbol' };
}

/** A negative number is in parentheses, except as a result, or alone in those of a function. */
function numbersOf(
  { formula, numbers }: CellEquation,
  matrices: readonly MatrixLook[],
  { now, before }: UnitNumbers,
): readonly Term[] {
  const numberOf = ({ name, isBefore, isRest }: Mention, textBefore: string): Term => {
    const value = isBefore ? before(name) : now(name);
    const write = textBefore.endsWith('(') ? signed : factor;
    return { text: write(isRest ? 1 - value : value), of: name, kind: 'number' };
  };
  const result = mentionOf(formula.slice(1, formula.indexOf('}')), matrices).name;
  return [
    ...(numbers === undefined ? [] : termsOf(`= ${numbers} `, matrices, numberOf)),
    { text: '= ', of: null, kind: 'text' },
    { text: signed(now(result)), of: result, kind: 'number' },
  ];
}
