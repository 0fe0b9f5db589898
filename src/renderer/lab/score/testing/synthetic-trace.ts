/**
 * A plausible trace of any cell without an engine: a small network with random weights reads a drawn stroke. For tests.
 */

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import { cells, type RecurrentCell } from '../../../../domain/cells.ts';
import { planReading, type ReadingPlan } from '../../../../domain/recipe/reading.ts';
import type { Cell, ReadingOrder } from '../../../../domain/recipe/recipe.ts';
import type { LayerTrace, MatrixName, Trace } from '../../../../protocol/trace.ts';

const rows = 28;
const digits = 10;

type SyntheticOptions = {
  readonly cell?: Cell;
  readonly units?: number;
  readonly layers?: number;
  /** Number of heads of a Transformer. */
  readonly heads?: number;
  readonly order?: ReadingOrder;
  readonly window?: number;
  readonly seed?: number;
};

type Random = () => number;

/**
 * The same options give the same trace. The first rows are blank, as MNIST's are; the answer settles on a 7 halfway.
 */
export function syntheticTrace(options: SyntheticOptions = {}): Trace {
  const { cell = 'lstm', units = 16, layers = 1, heads = 2, order = 'rowsDown', window = 0, seed = 1 } = options;
  const generator = xoroshiro128plus(seed);
  const random = () => uniformFloat64(generator);
  const pixels = slantedStroke();
  const plan = planReading({ order, window });
  const { steps, firstStep } = plan;
  return {
    source: { kind: 'test', index: 0 },
    pixels,
    label: 7,
    target: 7,
    cell,
    order,
    steps,
    firstStep,
    units,
    heads: cell === 'transformer' ? heads : 0,
    layers: Array.from({ length: layers }, () =>
      cell === 'transformer'
        ? syntheticBlock(units, heads, plan, random)
        : syntheticLayer(cell, units, pixels, plan, random),
    ),
    probabilities: settlingProbabilities(7, plan, random),
    readout: Float32Array.from({ length: units * digits }, () => random() - 0.5),
    saliency: Float32Array.from(pixels, (ink) => (ink / 255) * (random() - 0.3)),
    truncation: 0,
    knowsNonDigits: false,
    ablation: null,
    step: 420,
    origin: 'trained',
  };
}

function fadingNorms({ steps, firstStep }: ReadingPlan, random: Random): Float32Array {
  return Float32Array.from({ length: steps }, (_, row) =>
    row < firstStep ? 0 : 0.4 * 0.72 ** (((steps - 1 - row) / steps) * rows) * (0.7 + 0.6 * random()),
  );
}

function syntheticBlock(units: number, heads: number, plan: ReadingPlan, random: Random): LayerTrace {
  const { steps, firstStep } = plan;
  const attention = new Float32Array(heads * steps * steps);
  for (let head = 0; head < heads; head++) {
    for (let row = firstStep; row < steps; row++) {
      const target = head % 2 === 0 ? row : steps - 1 - row;
      const weights = Array.from({ length: steps }, (_, column) =>
        column < firstStep ? 0 : Math.exp(-(((column - target) / 3) ** 2)) + 0.1 * random(),
      );
      const total = weights.reduce((sum, weight) => sum + weight, 0);
      attention.set(
        weights.map((weight) => weight / total),
        (head * steps + row) * steps,
      );
    }
  }
  const hiddenState = Float32Array.from({ length: steps * units }, (_, cell) =>
    cell < firstStep * units ? 0 : 4 * (random() - 0.5),
  );
  return { matrices: { hiddenState }, attention, gradientNorm: fadingNorms(plan, random), weightGradients: null };
}

function syntheticLayer(
  cell: RecurrentCell,
  units: number,
  pixels: Uint8Array,
  plan: ReadingPlan,
  random: Random,
): LayerTrace {
  const { steps, firstStep, stepLength, order } = plan;
  const weights = Array.from({ length: 4 * units * 3 }, () => (random() - 0.5) * 3);
  const matrixNames = cells[cell].matrices.map(({ name }) => name);
  const matrices: Partial<Record<MatrixName, Float32Array>> = Object.fromEntries(
    matrixNames.map((name) => [name, new Float32Array(steps * units)]),
  );
  const hidden = matrices.hiddenState ?? new Float32Array();
  for (let row = firstStep; row < steps; row++) {
    const from = (row - firstStep) * stepLength;
    const ink = Array.from(order.subarray(from, from + stepLength), (pixel) => pixels[pixel]);
    const amount = (ink.reduce((sum, value) => sum + value, 0) / 255 / 6) * (rows / stepLength);
    const place = ink.reduce((sum, value, x) => sum + value * (x - stepLength / 2), 0) / 255 / 60;
    for (let unit = 0; unit < units; unit++) {
      const at = row * units + unit;
      const before = row > 0 ? hidden[at - units] : 0;
      const drive = (gate: number) => {
        const [a, b, c] = weights.slice((gate * units + unit) * 3);
        return a * amount + b * place + c * before;
      };
      const cellBefore = row > 0 ? (matrices.cellState?.[at - units] ?? 0) : 0;
      const values = (stepOf[cell] ?? stepOf.gru)(drive, before, cellBefore);
      for (const name of matrixNames) matrices[name]?.set([values[name] ?? 0], at);
    }
  }
  return { matrices, attention: null, gradientNorm: fadingNorms(plan, random), weightGradients: null };
}

type Step = (
  drive: (gate: number) => number,
  before: number,
  cellBefore: number,
) => Partial<Record<MatrixName, number>>;

/** Another cell is shown as a GRU with what it has of its matrices. */
const stepOf: Partial<Record<RecurrentCell, Step>> & { readonly gru: Step } = {
  lstm: (drive, _, cellBefore) => {
    const [forgetGate, inputGate, outputGate] = [sigmoid(drive(0) + 0.7), sigmoid(drive(1)), sigmoid(drive(3))];
    const candidate = Math.tanh(drive(2));
    const cellState = forgetGate * cellBefore + inputGate * candidate;
    return { forgetGate, inputGate, candidate, cellState, outputGate, hiddenState: outputGate * Math.tanh(cellState) };
  },
  gru: (drive, before) => {
    const [updateGate, resetGate, candidate] = [sigmoid(drive(0) + 0.7), sigmoid(drive(1)), Math.tanh(drive(2))];
    return { updateGate, resetGate, candidate, hiddenState: updateGate * before + (1 - updateGate) * candidate };
  },
  rnn: (drive) => {
    const hiddenState = Math.tanh(drive(0));
    return { hiddenState, slope: 1 - hiddenState * hiddenState };
  },
};

function settlingProbabilities(answer: number, { steps, firstStep }: ReadingPlan, random: Random): Float32Array {
  const probabilities = new Float32Array(steps * digits);
  const noise = Array.from({ length: digits }, random);
  for (let row = firstStep; row < steps; row++) {
    const seen = ((row + 1) / steps) * rows - 1;
    const scores = noise.map((value, digit) =>
      Math.exp(3 * value + (digit === answer ? Math.max(0, seen - 8) * 0.55 : 0)),
    );
    const total = scores.reduce((sum, score) => sum + score, 0);
    scores.forEach((score, digit) => (probabilities[row * digits + digit] = score / total));
  }
  return probabilities;
}

/** A bar at the top and a slope under it: a seven. */
function slantedStroke(): Uint8Array {
  const pixels = new Uint8Array(rows * rows);
  for (let row = 6; row < 26; row++) {
    for (let x = 5; x < 23; x++) {
      const distance = row < 9 ? 0 : Math.abs(x - (21 - (row - 9) * 0.6));
      if (distance < 2) pixels[row * rows + x] = 255 - Math.round(distance * 60);
    }
  }
  return pixels;
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
