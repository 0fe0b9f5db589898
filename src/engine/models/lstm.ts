/**
 * One LSTM layer over a batch of sequences: forward, keeping a tape, and backward through time along that tape.
 *
 *   i, f, o = σ(W x_t + R h_(t-1) + b)    g = tanh(W x_t + R h_(t-1) + b)
 *   c_t = f·c_(t-1) + i·g                 h_t = o·tanh(c_t)
 *
 * Equations: S. Hochreiter and J. Schmidhuber, Neural Computation 9(8), 1997, with the forget gate of F. Gers et al., 2000.
 * Gates lie in the order i, f, g, o (that of tfjs and Keras), so that weights go to and from a LayersModel unchanged.
 */

import type { Interruptible } from '../cooperate.ts';
import { accumulate, multiply, type ResidentMatrix, residentMatrix, transposed } from './matrix.ts';

/** [rows × batch × …], everything that the backward pass and the trace need. H: units, D: input size. */
export type LstmTape = {
  readonly rows: number;
  readonly batch: number;
  /** [rows × batch × (D + H)] the input and the hidden state before it, side by side. */
  readonly joined: Float32Array;
  /** [rows × batch × 4H] i, f, g, o after their non-linearity. */
  readonly gates: Float32Array;
  /** [rows × batch × H] */
  readonly cellState: Float32Array;
  readonly tanhCell: Float32Array;
  readonly hiddenState: Float32Array;
};

/** ∂L/∂ of what a layer owns and of what it read. */
export type LstmGradients = {
  /** [(D + H) × 4H] kernel and recurrent kernel, one above the other. */
  readonly joinedKernel: Float32Array;
  readonly bias: Float32Array;
  /** [rows × batch × D], or empty where nobody wants it. */
  readonly inputs: Float32Array;
};

/** The layer's weights as the products want them. */
export type LstmLayer = {
  readonly inputSize: number;
  readonly units: number;
  /** [(D + H) × 4H] */
  readonly joinedKernel: ResidentMatrix;
  /** [4H × (D + H)], or [4H × H] where no input gradient is wanted. */
  readonly backwardKernel: ResidentMatrix;
  readonly bias: Float32Array;
};

/** Weight-gradient products are taken over so many multiply-adds at a time, to be interruptible: a few milliseconds. */
const productSize = 150e6;

/**
 * @param kernel [D × 4H], @param recurrentKernel [H × 4H], @param bias [4H]
 * @param wantsInputGradient false for the bottom layer: nobody trains pixels
 */
export function createLstmLayer(
  kernel: Float32Array,
  recurrentKernel: Float32Array,
  bias: Float32Array,
  wantsInputGradient: boolean,
): LstmLayer {
  const units = bias.length / 4;
  const inputSize = kernel.length / bias.length;
  const joined = new Float32Array(kernel.length + recurrentKernel.length);
  joined.set(kernel);
  joined.set(recurrentKernel, kernel.length);
  const backward = wantsInputGradient ? joined : recurrentKernel;
  const backwardRows = wantsInputGradient ? inputSize + units : units;
  return {
    inputSize,
    units,
    joinedKernel: residentMatrix(joined, inputSize + units, 4 * units),
    backwardKernel: residentMatrix(transposed(backward, backwardRows, 4 * units), 4 * units, backwardRows),
    bias,
  };
}

export function disposeLstmLayer({ joinedKernel, backwardKernel }: LstmLayer): void {
  joinedKernel.dispose();
  backwardKernel.dispose();
}

/** @param inputs [rows × batch × D] */
export function* lstmForward(
  layer: LstmLayer,
  inputs: Float32Array,
  rows: number,
  batch: number,
): Interruptible<LstmTape> {
  const { inputSize, units } = layer;
  const joinedSize = inputSize + units;
  const states = rows * batch * units;
  const tape: LstmTape = {
    rows,
    batch,
    joined: new Float32Array(rows * batch * joinedSize),
    gates: new Float32Array(4 * states),
    cellState: new Float32Array(states),
    tanhCell: new Float32Array(states),
    hiddenState: new Float32Array(states),
  };
  for (let row = 0; row < rows; row++) {
    joinRow(tape, inputs, row, inputSize, units);
    const rowStart = row * batch * joinedSize;
    const joined = tape.joined.subarray(rowStart, rowStart + batch * joinedSize);
    activateRow(tape, multiply(joined, batch, layer.joinedKernel), layer.bias, row);
    yield;
  }
  return tape;
}

/** Lays x_t and h_(t-1) side by side for every sample. */
function joinRow(
  { joined, hiddenState, batch }: LstmTape,
  inputs: Float32Array,
  row: number,
  inputSize: number,
  units: number,
): void {
  for (let sample = row * batch; sample < (row + 1) * batch; sample++) {
    const to = sample * (inputSize + units);
    joined.set(inputs.subarray(sample * inputSize, (sample + 1) * inputSize), to);
    if (row > 0) {
      const before = sample - batch;
      joined.set(hiddenState.subarray(before * units, (before + 1) * units), to + inputSize);
    }
  }
}

function activateRow(tape: LstmTape, products: Float32Array, bias: Float32Array, row: number): void {
  const { batch, gates, cellState, tanhCell, hiddenState } = tape;
  const units = bias.length / 4;
  for (let sample = 0; sample < batch; sample++) {
    const from = sample * 4 * units;
    const gate = (row * batch + sample) * 4 * units;
    const state = (row * batch + sample) * units;
    const before = state - batch * units;
    for (let unit = 0; unit < units; unit++) {
      const inputGate = sigmoid(products[from + unit] + bias[unit]);
      const forgetGate = sigmoid(products[from + units + unit] + bias[units + unit]);
      const candidate = tanh(products[from + 2 * units + unit] + bias[2 * units + unit]);
      const outputGate = sigmoid(products[from + 3 * units + unit] + bias[3 * units + unit]);
      const cellBefore = row > 0 ? cellState[before + unit] : 0;
      const cell = forgetGate * cellBefore + inputGate * candidate;
      const squashed = tanh(cell);
      gates[gate + unit] = inputGate;
      gates[gate + units + unit] = forgetGate;
      gates[gate + 2 * units + unit] = candidate;
      gates[gate + 3 * units + unit] = outputGate;
      cellState[state + unit] = cell;
      tanhCell[state + unit] = squashed;
      hiddenState[state + unit] = outputGate * squashed;
    }
  }
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}

/** tanh through one exponential: three times as fast as Math.tanh in V8, and exact to float32. */
function tanh(x: number): number {
  return 1 - 2 / (1 + Math.exp(2 * x));
}

/**
 * Back-propagation through time.
 * @param hiddenGradients [rows × batch × H] what reaches each hidden state from above (readout or next layer); on return
 *   it holds the whole ∂L/∂h_t, the error from later rows included
 */
export function* lstmBackward(
  layer: LstmLayer,
  tape: LstmTape,
  hiddenGradients: Float32Array,
): Interruptible<LstmGradients> {
  const { inputSize, units, backwardKernel } = layer;
  const { rows, batch } = tape;
  const backwardSize = backwardKernel.shape[1];
  const wantsInputs = backwardSize > units;
  const rowStates = batch * units;
  const inputs = new Float32Array(wantsInputs ? rows * batch * inputSize : 0);
  const preActivations = new Float32Array(rows * batch * 4 * units);
  const cellGradient = new Float32Array(rowStates);
  for (let row = rows - 1; row >= 0; row--) {
    const hidden = hiddenGradients.subarray(row * rowStates, (row + 1) * rowStates);
    deriveRow(tape, row, hidden, cellGradient, preActivations);
    if (row > 0 || wantsInputs) {
      const rowPreActivations = preActivations.subarray(row * 4 * rowStates, (row + 1) * 4 * rowStates);
      const back = multiply(rowPreActivations, batch, backwardKernel);
      for (let sample = 0; sample < batch; sample++) {
        const from = sample * backwardSize;
        const hiddenFrom = from + backwardSize - units;
        if (wantsInputs) inputs.set(back.subarray(from, hiddenFrom), (row * batch + sample) * inputSize);
        if (row > 0) {
          const to = (row - 1) * rowStates + sample * units;
          for (let unit = 0; unit < units; unit++) hiddenGradients[to + unit] += back[hiddenFrom + unit];
        }
      }
    }
    yield;
  }
  const joinedKernel = yield* kernelGradient(tape, preActivations, inputSize + units, 4 * units);
  return { joinedKernel, bias: columnSums(preActivations, 4 * units), inputs };
}

/** ∂L/∂ of row t's gates before their non-linearity; `cellGradient` goes in as ∂L/∂c_t from later rows and out as ∂L/∂c_(t-1). */
function deriveRow(
  tape: LstmTape,
  row: number,
  hiddenGradient: Float32Array,
  cellGradient: Float32Array,
  preActivations: Float32Array,
): void {
  const { batch, gates, cellState, tanhCell } = tape;
  const units = hiddenGradient.length / batch;
  for (let sample = 0; sample < batch; sample++) {
    const gate = (row * batch + sample) * 4 * units;
    const state = (row * batch + sample) * units;
    const before = state - batch * units;
    for (let unit = 0; unit < units; unit++) {
      const inputGate = gates[gate + unit];
      const forgetGate = gates[gate + units + unit];
      const candidate = gates[gate + 2 * units + unit];
      const outputGate = gates[gate + 3 * units + unit];
      const squashed = tanhCell[state + unit];
      const cellBefore = row > 0 ? cellState[before + unit] : 0;
      const own = sample * units + unit;
      const dHidden = hiddenGradient[own];
      const dCell = cellGradient[own] + dHidden * outputGate * (1 - squashed * squashed);
      preActivations[gate + unit] = dCell * candidate * inputGate * (1 - inputGate);
      preActivations[gate + units + unit] = dCell * cellBefore * forgetGate * (1 - forgetGate);
      preActivations[gate + 2 * units + unit] = dCell * inputGate * (1 - candidate * candidate);
      preActivations[gate + 3 * units + unit] = dHidden * squashed * outputGate * (1 - outputGate);
      cellGradient[own] = dCell * forgetGate;
    }
  }
}

/** joinedᵀ · preActivations, [(D + H) × 4H], summed over stretches of rows in a fixed order. */
function* kernelGradient(
  { rows, batch, joined }: LstmTape,
  preActivations: Float32Array,
  joinedSize: number,
  gateSize: number,
): Interruptible<Float32Array> {
  const sum = new Float32Array(joinedSize * gateSize);
  const stretch = Math.max(1, Math.floor(productSize / (batch * joinedSize * gateSize)));
  for (let row = 0; row < rows; row += stretch) {
    const end = Math.min(row + stretch, rows);
    const samples = (end - row) * batch;
    const left = transposed(joined.subarray(row * batch * joinedSize, end * batch * joinedSize), samples, joinedSize);
    const right = residentMatrix(
      preActivations.subarray(row * batch * gateSize, end * batch * gateSize),
      samples,
      gateSize,
    );
    accumulate(sum, multiply(left, joinedSize, right));
    right.dispose();
    yield;
  }
  return sum;
}

function columnSums(values: Float32Array, columns: number): Float32Array {
  const sums = new Float32Array(columns);
  for (let start = 0; start < values.length; start += columns) {
    for (let column = 0; column < columns; column++) sums[column] += values[start + column];
  }
  return sums;
}
