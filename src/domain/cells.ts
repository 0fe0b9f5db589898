/**
 * Every cell, declared once: its gates, the state it carries, its names in other libraries, and its equations. Engine,
 * protocol, screen, command line and exports use this table. A new cell is an entry in {@link definitions}, a kernel in
 * `kernels/assembly` that exports `<cell>Forward` and `<cell>Backward`, and its name in both catalogues
 * (CONTRIBUTING.md, "add a cell").
 */

/** Between 0 and 1, so that each can be held closed or open. */
export const gateNames = ['forgetGate', 'inputGate', 'outputGate', 'resetGate', 'updateGate'] as const;

/**
 * What the trace of a layer may contain, each [steps × units]. `slope`: φ′, the factor of a gradient on its way back.
 */
export const matrixNames = [...gateNames, 'candidate', 'cellState', 'slope', 'hiddenState'] as const;

export type GateName = (typeof gateNames)[number];
export type MatrixName = (typeof matrixNames)[number];

export type MatrixLook = {
  readonly name: MatrixName;
  /** As in the equations. */
  readonly symbol: string;
  /** Whether its values may leave ±1. */
  readonly isUnbounded?: boolean;
};

/**
 * An equation as text, with the symbols of the cell's matrices in braces: `{h}` after the step, `{h−}` before it.
 * `numbers` is its right side for the numbers of one unit: `{1−z}` is one number there. Omitted where only the result
 * can be shown.
 */
export type CellEquation = { readonly formula: string; readonly numbers?: string };

type Definition = {
  /** Language-independent. */
  readonly title: string;
  /** Id of the lesson that explains it. */
  readonly lesson: string;
  /** In a layer's trace, in the order of computation. */
  readonly matrices: readonly MatrixLook[];
};

export type RecurrentDefinition = Definition & {
  /**
   * Its dense layers over input and hidden state, in the column order of a tfjs layer's weights. Empty if there is only
   * one, whose activation is the hidden state.
   */
  readonly gates: readonly (GateName | 'candidate')[];
  /** Each one's index in the kernels, which need the sigmoid gates together. */
  readonly kernelPlaces: readonly number[];
  /**
   * Whether the candidate reads r · h_{t−1}: its panels follow those of all other gates, which must be computed first.
   */
  readonly resetsBeforeProduct: boolean;
  /** Whether it carries a cell state besides the hidden state. */
  readonly hasCellState: boolean;
  /** What the kernels keep of a step for the backward pass, besides gates and hidden state: see `assembly/layer.ts`. */
  readonly tape: readonly ('cell' | 'squashed')[];
  /** Whether a recipe's activation applies to its state; other cells use sigmoid gates and tanh. */
  readonly takesActivation: boolean;
  /** The gate that keeps a unit's state at 0 when held at 0 or 1; null: the cell's single sum does. */
  readonly silencedBy: { readonly gate: GateName; readonly at: 0 | 1 } | null;
  /** Its layer in Keras and in tf.layers; null if they have none. */
  readonly keras: { readonly className: string; readonly maker: 'simpleRNN' | 'lstm' | 'gru' } | null;
  /** The gates in PyTorch's order, if different. */
  readonly pytorchGates?: readonly (GateName | 'candidate')[];
  /** Formulas that depend on the activation are left to the caller. */
  readonly equations: readonly CellEquation[];
};

const hiddenState = { name: 'hiddenState', symbol: 'h' } as const;

const definitions = {
  /** J. Elman 1990. */
  rnn: {
    title: 'RNN',
    lesson: 'cell',
    matrices: [
      { ...hiddenState, isUnbounded: true },
      { name: 'slope', symbol: 'φ′' },
    ],
    gates: [],
    kernelPlaces: [0],
    resetsBeforeProduct: false,
    hasCellState: false,
    tape: [],
    takesActivation: true,
    silencedBy: null,
    keras: { className: 'SimpleRNN', maker: 'simpleRNN' },
    equations: [],
  },
  /** S. Hochreiter and J. Schmidhuber 1997, with the forget gate of F. Gers et al. 2000. */
  lstm: {
    title: 'LSTM',
    lesson: 'lstm',
    matrices: [
      { name: 'forgetGate', symbol: 'f' },
      { name: 'inputGate', symbol: 'i' },
      { name: 'candidate', symbol: 'g' },
      { name: 'cellState', symbol: 'c', isUnbounded: true },
      { name: 'outputGate', symbol: 'o' },
      hiddenState,
    ],
    gates: ['inputGate', 'forgetGate', 'candidate', 'outputGate'],
    kernelPlaces: [0, 1, 3, 2],
    resetsBeforeProduct: false,
    hasCellState: true,
    tape: ['cell', 'squashed'],
    takesActivation: false,
    silencedBy: { gate: 'outputGate', at: 0 },
    keras: { className: 'LSTM', maker: 'lstm' },
    equations: [
      { formula: '{c} = {f}·{c−} + {i}·{g}', numbers: '{f}·{c−} + {i}·{g}' },
      { formula: '{h} = {o}·tanh({c})', numbers: '{o}·tanh({c})' },
    ],
  },
  /** K. Cho et al. 2014, with the reset gate before the product, as tfjs has it. */
  gru: {
    title: 'GRU',
    lesson: 'gru',
    matrices: [
      { name: 'resetGate', symbol: 'r' },
      { name: 'updateGate', symbol: 'z' },
      { name: 'candidate', symbol: 'n' },
      hiddenState,
    ],
    gates: ['updateGate', 'resetGate', 'candidate'],
    kernelPlaces: [0, 1, 2],
    resetsBeforeProduct: true,
    hasCellState: false,
    tape: ['cell'],
    takesActivation: false,
    silencedBy: { gate: 'updateGate', at: 1 },
    keras: { className: 'GRU', maker: 'gru' },
    pytorchGates: ['resetGate', 'updateGate', 'candidate'],
    equations: [
      { formula: '{h} = {z}·{h−} + (1 − {z})·{n}', numbers: '{z}·{h−} + {1−z}·{n}' },
      { formula: '{n} = tanh(U·x + W·({r}·{h−}) + b)' },
    ],
  },
} satisfies Record<string, RecurrentDefinition>;

export type RecurrentCell = keyof typeof definitions;

/** The cells that other libraries have too. */
export type LibraryCell = {
  [Name in RecurrentCell]: (typeof definitions)[Name]['keras'] extends null ? never : Name;
}[RecurrentCell];

/** The cells with a state carried from step to step. */
export const recurrentCells: Readonly<Record<RecurrentCell, RecurrentDefinition>> = definitions;

const transformer: Definition = {
  title: 'Transformer',
  lesson: 'attention',
  matrices: [{ ...hiddenState, isUnbounded: true }],
};

export type Cell = RecurrentCell | 'transformer';

export const cells: Readonly<Record<Cell, Definition>> = { ...recurrentCells, transformer };

export const recurrentCellNames = Object.keys(recurrentCells) as readonly RecurrentCell[];

export const libraryCellNames = recurrentCellNames.filter(isLibraryCell);

export const cellNames: readonly Cell[] = [...recurrentCellNames, 'transformer'];

/** Whether a cell carries a state from step to step. */
export function isRecurrent(cell: Cell): cell is RecurrentCell {
  return cell !== 'transformer';
}

export function isLibraryCell(cell: RecurrentCell): cell is LibraryCell {
  return recurrentCells[cell].keras !== null;
}

/** Its layer in Keras and in tf.layers. */
export function kerasOf(cell: LibraryCell): NonNullable<RecurrentDefinition['keras']> {
  return definitions[cell].keras;
}

/** Number of dense layers of a cell: its gates and candidate, or the single one. */
export function gateCountOf(cell: RecurrentCell): number {
  return Math.max(1, recurrentCells[cell].gates.length);
}

/** From the fewest weights to the most, for equal units. */
export const recurrentCellsBySize: readonly RecurrentCell[] = recurrentCellNames.toSorted(
  (one, other) => gateCountOf(one) - gateCountOf(other),
);

/** In the order offered to people. */
export const cellChoices: readonly Cell[] = [...recurrentCellsBySize, 'transformer'];

/** Index of a gate among the cell's gates, or null if it has no such gate. */
export function gateIndexOf(cell: Cell, gate: GateName | 'candidate'): number | null {
  const index = isRecurrent(cell) ? recurrentCells[cell].gates.indexOf(gate) : -1;
  return index < 0 ? null : index;
}

/** The gates of a cell that can be held, in the order of computation. */
export function gatesToHold(cell: Cell): readonly GateName[] {
  return cells[cell].matrices.map(({ name }) => name).filter(isGate);
}

/** Whether a matrix is a gate. */
export function isGate(name: MatrixName): name is GateName {
  return gateNames.some((gate) => gate === name);
}

/** Whether a cell's trace has this matrix. */
export function hasMatrix(cell: Cell, name: MatrixName): boolean {
  return cells[cell].matrices.some((matrix) => matrix.name === name);
}

/** Whether a recipe's activation applies to it. */
export function takesActivation(cell: Cell): boolean {
  return isRecurrent(cell) && recurrentCells[cell].takesActivation;
}
