/** What happens while a digit is read, as numbers for words: ink, memory kept and written, changes of mind. */

import type { LayerTrace, MatrixName, Trace } from '../../../../protocol/trace.ts';
import { answerAt, classesOf, leadingDigit } from '../reading/trace-reading.ts';

export type Memory = {
  /** Σ(1 − f)|c_{t−1}| / Σ|c_{t−1}|: the share of the previous memory that is forgotten; null where there was none. */
  readonly forgotten: number | null;
  /** Σ|i·g| / Σ(|f·c_{t−1}| + |i·g|): the share of the memory after the step that is new; 0 where there is none. */
  readonly written: number;
};

/**
 * What a step keeps and writes, over all units of a layer: of an LSTM's cell state c = f·c_{t−1} + i·g; of a GRU's
 * hidden state h = z·h_{t−1} + (1 − z)·n, where z replaces f and 1 − z replaces i. Null for cells without such gates,
 * and where the numbers are not finite.
 */
export function memoryOf({ units, firstStep }: Trace, { matrices }: LayerTrace, row: number): Memory | null {
  const { forgetGate, inputGate, candidate, cellState, updateGate, hiddenState } = matrices;
  const keep = forgetGate ?? updateGate;
  const state = cellState ?? hiddenState;
  if (!keep || !candidate || !state) return null;
  let [before, lost, kept, written] = [0, 0, 0, 0];
  for (let cell = row * units; cell < (row + 1) * units; cell++) {
    const memory = row > firstStep ? Math.abs(state[cell - units]) : 0;
    const share = inputGate ? inputGate[cell] : 1 - keep[cell];
    before += memory;
    lost += (1 - keep[cell]) * memory;
    kept += keep[cell] * memory;
    written += Math.abs(share * candidate[cell]);
  }
  if (!Number.isFinite(before + lost + kept + written)) return null;
  return { forgotten: before > 0 ? lost / before : null, written: kept + written > 0 ? written / (kept + written) : 0 };
}

export type Change = {
  readonly name: Extract<MatrixName, 'cellState' | 'hiddenState'>;
  readonly unit: number;
  readonly before: number;
  readonly after: number;
};

/**
 * The unit whose memory (the cell state, else the hidden state) a step changes most, the first of equals; 0 before the
 * first step.
 */
export function strongestChange({ units, firstStep }: Trace, { matrices }: LayerTrace, row: number): Change | null {
  const name = matrices.cellState ? 'cellState' : 'hiddenState';
  const state = matrices[name];
  if (!state || units === 0) return null;
  const at = (unit: number): Change => {
    const cell = row * units + unit;
    return { name, unit, before: row > firstStep ? state[cell - units] : 0, after: state[cell] };
  };
  let most = at(0);
  for (let unit = 1; unit < units; unit++) {
    const change = at(unit);
    if (Math.abs(change.after - change.before) > Math.abs(most.after - most.before)) most = change;
  }
  return most;
}

/**
 * The steps after which the leading digit changes, with that digit; neither the first step read nor one after a step
 * without an answer counts.
 */
export function changesOfMind(trace: Trace): { row: number; digit: number }[] {
  const { probabilities, firstStep, steps } = trace;
  const classes = classesOf(trace);
  const turns: { row: number; digit: number }[] = [];
  for (let row = firstStep + 1; row < steps; row++) {
    const digit = leadingDigit(probabilities, classes, row);
    const before = leadingDigit(probabilities, classes, row - 1);
    if (digit !== null && before !== null && digit !== before) turns.push({ row, digit });
  }
  return turns;
}

/**
 * The first step from which on the final answer's probability is never below `threshold`; null where it is at the end.
 */
export function sureSince(trace: Trace, threshold: number): number | null {
  const { probabilities, firstStep, steps } = trace;
  const answer = answerAt(trace, steps - 1);
  if (!answer) return null;
  let since = steps;
  const at = (row: number) => row * classesOf(trace) + answer.digit;
  while (since > firstStep && probabilities[at(since - 1)] >= threshold) since--;
  return since === steps ? null : since;
}
