/** What is under the pointer: the formula of its tile, and the numbers of its unit in it. */

import type { Activation } from '../../domain/recipe/recipe.ts';
import type { LayerTrace } from '../../protocol/trace.ts';
import { signed } from '../i18n/numbers.ts';
import type { Cell } from '../lab/score/reading/score-pointer.ts';
import type { ScoreShape, Tile } from '../lab/score/reading/tiles.ts';
import { equationsOf, type Term, tileFormula, unitNumbers } from '../lab/score/words/equations.ts';

/** `c = f·cₜ₋₁ + i·g = 0.93·0.41 + 0.88·(−0.62) = −0.16`, in pieces; empty where a tile has no formula of a line. */
export function unitReadout(
  tile: Pick<Tile, 'look' | 'head' | 'symbol'>,
  { cell, units }: Pick<ScoreShape, 'cell' | 'units'>,
  activation: Activation,
  layer: LayerTrace,
  { row, column }: Pick<Cell, 'row' | 'column'>,
): readonly Term[] {
  if (!('name' in tile.look)) return [];
  const { name } = tile.look;
  const unit = unitNumbers(layer, units, row, column);
  const equation = equationsOf(cell, activation, unit).find(({ formula }) => formula[0].text === tile.symbol);
  if (equation) return [...equation.formula, { text: ' ', of: null, kind: 'text' }, ...equation.numbers];
  return [
    { text: tileFormula(tile, cell, activation) ?? tile.symbol, of: name, kind: 'symbol' },
    { text: ' = ', of: null, kind: 'text' },
    { text: signed(unit.now(name)), of: name, kind: 'number' },
  ];
}
