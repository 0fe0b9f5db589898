/** The recurrent cells, written for jax-js. */

import { nn, numpy as np } from '@jax-js/jax';
import type { Cell } from '../messages.ts';

/** G blocks of H columns, as many as the cell has gates. */
export type CellWeights = {
  /** [28 × G·H] */
  kernel: np.Array;
  /** [H × G·H] */
  recurrentKernel: np.Array;
  /** [G·H] */
  bias: np.Array;
  /** [G·H], for GRU only, where it matters on which side of the reset gate a bias is. */
  recurrentBias: np.Array;
};

/** h, and c where there is one: [batch × H] each. */
export type CellState = { hidden: np.Array; cell: np.Array };

/** One row: consumes x and the state, keeps the weights. */
type Step = (x: np.Array, state: CellState, weights: CellWeights, units: number) => CellState;

export const cells: Readonly<Record<Cell, { readonly blocks: number; readonly step: Step }>> = {
  lstm: {
    blocks: 4,
    step(x, { hidden, cell }, { kernel, recurrentKernel, bias }, units) {
      const sum = np.dot(x, kernel.ref).add(np.dot(hidden, recurrentKernel.ref)).add(bias.ref);
      const input = nn.sigmoid(block(sum.ref, 0, units));
      const forget = nn.sigmoid(block(sum.ref, 1, units));
      const candidate = np.tanh(block(sum.ref, 2, units));
      const output = nn.sigmoid(block(sum, 3, units));
      const next = forget.mul(cell).add(input.mul(candidate));
      return { hidden: output.mul(np.tanh(next.ref)), cell: next };
    },
  },
  gru: {
    blocks: 3,
    step(x, { hidden, cell }, { kernel, recurrentKernel, bias, recurrentBias }, units) {
      const fromInput = np.dot(x, kernel.ref).add(bias.ref);
      const fromState = np.dot(hidden.ref, recurrentKernel.ref).add(recurrentBias.ref);
      const reset = nn.sigmoid(block(fromInput.ref, 0, units).add(block(fromState.ref, 0, units)));
      const update = nn.sigmoid(block(fromInput.ref, 1, units).add(block(fromState.ref, 1, units)));
      const candidate = np.tanh(block(fromInput, 2, units).add(reset.mul(block(fromState, 2, units))));
      return { hidden: candidate.ref.add(update.mul(hidden.sub(candidate))), cell };
    },
  },
  rnn: {
    blocks: 1,
    step: (x, { hidden, cell }, { kernel, recurrentKernel, bias }) => ({
      hidden: np.tanh(np.dot(x, kernel.ref).add(np.dot(hidden, recurrentKernel.ref)).add(bias.ref)),
      cell,
    }),
  },
};

function block(sums: np.Array, index: number, units: number): np.Array {
  return sums.slice([], [index * units, (index + 1) * units]);
}
