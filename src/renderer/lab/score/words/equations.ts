/** The equations of a cell, and the numbers of one unit after one step in them, each piece with its gate. No DOM. */

import type { Activation, Cell } from '../../../../domain/recipe/recipe.ts';
import type { LayerTrace, MatrixName } from '../../../../protocol/trace.ts';
import { factor, signed } from '../../../i18n/numbers.ts';

/** A piece of an equation as it is written; `of`: the gate whose symbol or number it is. */
export type Term = {
  readonly text: string;
  readonly of: MatrixName | null;
  readonly kind: 'text' | 'symbol' | 'number';
};

export type Equation = {
  readonly formula: readonly Term[];
  /** The same with the numbers of a unit, from the equals sign on; the last term is the result. Empty without a unit. */
  readonly numbers: readonly Term[];
};

/** The values of one unit after a step, and after the step before (0 where there is none). */
export type UnitNumbers = {
  readonly now: (name: MatrixName) => number;
  readonly before: (name: MatrixName) => number;
};

/** Row (a step) and unit count from 0; `row` is one that was read. */
export function unitNumbers({ matrices }: LayerTrace, units: number, row: number, unit: number): UnitNumbers {
  // What lies before the memory window is 0 in the trace, as the blank state that the reading begins with is.
  const at = (name: MatrixName, step: number) => (step < 0 ? 0 : (matrices[name]?.[step * units + unit] ?? 0));
  return { now: (name) => at(name, row), before: (name) => at(name, row - 1) };
}

const text = (written: string): Term => ({ text: written, of: null, kind: 'text' });
const symbol = (of: MatrixName, written: string): Term => ({ text: written, of, kind: 'symbol' });
const first = (of: MatrixName, value: number): Term => ({ text: signed(value), of, kind: 'number' });
const later = (of: MatrixName, value: number): Term => ({ text: factor(value), of, kind: 'number' });

const f = symbol('forgetGate', 'f');
const i = symbol('inputGate', 'i');
const g = symbol('candidate', 'g');
const c = symbol('cellState', 'c');
const o = symbol('outputGate', 'o');
const h = symbol('hiddenState', 'h');
const z = symbol('updateGate', 'z');
const r = symbol('resetGate', 'r');
const n = symbol('candidate', 'n');
const oldC = symbol('cellState', 'c′');
const oldH = symbol('hiddenState', 'h′');
const slope = symbol('slope', 'f′');

/** [what stands around it] of the activation, and its derivative as a formula of h. */
const activations: Record<Activation, { name: string; slope: (state: Term) => readonly Term[] }> = {
  tanh: { name: 'tanh', slope: (state) => [text('1 − '), state, text('²')] },
  sigmoid: { name: 'σ', slope: (state) => [state, text('·(1 − '), state, text(')')] },
  relu: { name: 'max', slope: () => [text('[h > 0]')] },
};

/**
 * c = f·c′ + i·g and h = o·tanh(c) (Hochreiter & Schmidhuber 1997 with forget gates); h = z·h′ + (1 − z)·n (Cho et al. 2014);
 * h = f(Ux + Wh′ + b) and f′ in terms of h. A Transformer's blocks have none of these.
 * @param activation of an RNN
 * @param unit null: the formulas alone
 */
export function equationsOf(cell: Cell, activation: Activation, unit: UnitNumbers | null): readonly Equation[] {
  switch (cell) {
    case 'lstm':
      return [
        {
          formula: [c, text(' = '), f, text('·'), oldC, text(' + '), i, text('·'), g],
          numbers: withNumbers(unit, ({ now, before }) => [
            text('= '),
            first('forgetGate', now('forgetGate')),
            text('·'),
            later('cellState', before('cellState')),
            text(' + '),
            first('inputGate', now('inputGate')),
            text('·'),
            later('candidate', now('candidate')),
            text(' = '),
            first('cellState', now('cellState')),
          ]),
        },
        {
          formula: [h, text(' = '), o, text('·tanh('), c, text(')')],
          numbers: withNumbers(unit, ({ now }) => [
            text('= '),
            first('outputGate', now('outputGate')),
            text('·tanh('),
            first('cellState', now('cellState')),
            text(') = '),
            first('hiddenState', now('hiddenState')),
          ]),
        },
      ];
    case 'gru':
      return [
        {
          formula: [h, text(' = '), z, text('·'), oldH, text(' + (1 − '), z, text(')·'), n],
          numbers: withNumbers(unit, ({ now, before }) => [
            text('= '),
            first('updateGate', now('updateGate')),
            text('·'),
            later('hiddenState', before('hiddenState')),
            text(' + '),
            first('updateGate', 1 - now('updateGate')),
            text('·'),
            later('candidate', now('candidate')),
            text(' = '),
            first('hiddenState', now('hiddenState')),
          ]),
        },
        {
          formula: [n, text(' = tanh(U·x + W·('), r, text('·'), oldH, text(') + b)')],
          numbers: withNumbers(unit, ({ now }) => [text('= '), first('candidate', now('candidate'))]),
        },
      ];
    case 'rnn': {
      const { name, slope: slopeOf } = activations[activation];
      const opening = activation === 'relu' ? `${name}(0, ` : `${name}(`;
      return [
        {
          formula: [h, text(` = ${opening}U·x + W·`), oldH, text(' + b)')],
          numbers: withNumbers(unit, ({ now }) => [text('= '), first('hiddenState', now('hiddenState'))]),
        },
        {
          formula: [slope, text(' = '), ...slopeOf(h)],
          numbers: withNumbers(unit, ({ now }) => [
            ...(activation === 'relu'
              ? []
              : [text('= '), ...slopeOf(later('hiddenState', now('hiddenState'))), text(' ')]),
            text('= '),
            first('slope', now('slope')),
          ]),
        },
      ];
    }
    case 'transformer':
      return [];
  }
}

function withNumbers(unit: UnitNumbers | null, write: (unit: UnitNumbers) => readonly Term[]): readonly Term[] {
  return unit ? write(unit) : [];
}
