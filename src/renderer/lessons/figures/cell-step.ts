/** One step of one LSTM unit. */

export type Gates = {
  readonly forgetGate: number;
  readonly inputGate: number;
  readonly candidate: number;
  readonly outputGate: number;
  /** c of the row before. */
  readonly previousCell: number;
};

export type CellStep = {
  /** f·c_{t−1}. */
  readonly kept: number;
  /** i·g. */
  readonly added: number;
  /** c = f·c_{t−1} + i·g. */
  readonly cellState: number;
  /** h = o·tanh(c). */
  readonly hiddenState: number;
};

/** S. Hochreiter and J. Schmidhuber, Neural Computation 9, 1997, with the forget gate of F. Gers et al., 2000. */
export function cellStep({ forgetGate, inputGate, candidate, outputGate, previousCell }: Gates): CellStep {
  const kept = forgetGate * previousCell;
  const added = inputGate * candidate;
  const cellState = kept + added;
  return { kept, added, cellState, hiddenState: outputGate * Math.tanh(cellState) };
}
