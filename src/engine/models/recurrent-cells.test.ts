import { beforeAll, describe, expect, test } from 'vitest';
import type { ModelConfig, ReadingOrder } from '../../domain/recipe/recipe.ts';
import { loadMnist } from '../data/mnist.ts';
import { planReading } from '../../domain/recipe/reading.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { dataDirectory, expectAllClose, startTestPool } from '../testing/start.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { createNetwork } from './create-network.ts';
import { initialWeights } from './initial-weights.ts';

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
const activations = { tanh: Math.tanh, sigmoid, relu: (x: number) => Math.max(0, x) };
const slopes = {
  tanh: (h: number) => 1 - h * h,
  sigmoid: (h: number) => h * (1 - h),
  relu: (h: number) => (h > 0 ? 1 : 0),
};

let images: Uint8Array;
let labels: Uint8Array;
let pool: KernelPool;
beforeAll(async () => {
  pool = await startTestPool();
  ({ images, labels } = (await loadMnist(dataDirectory)).test);
});

/** A dense product straight from the definition: x W + h R + b of one gate, in float64. */
function gateSum(
  [kernel, recurrent, bias]: readonly Float32Array[],
  x: number[],
  h: number[],
  column: number,
  columns: number,
) {
  const product = (vector: number[], matrix: Float32Array) =>
    vector.reduce((sum, value, index) => sum + value * matrix[index * columns + column], 0);
  return product(x, kernel) + product(h, recurrent) + bias[column];
}

function stepsOf(config: ModelConfig, pixels: Uint8Array): number[][] {
  const { order, stepLength } = planReading(config);
  return Array.from({ length: order.length / stepLength }, (_, step) =>
    Array.from(order.subarray(step * stepLength, (step + 1) * stepLength), (pixel) => pixels[pixel] / 255),
  );
}

const units = Array.from({ length: 12 }, (_, unit) => unit);

test("a GRU's gates and states after every row match its equations", () => {
  const config: ModelConfig = { ...defaultConfig, cell: 'gru', units: 12 };
  const weights = initialWeights(config, 3);
  const arrays = weights.map(({ values }) => values);
  let h = units.map(() => 0);
  const expected = { updateGate: [], resetGate: [], candidate: [], hiddenState: [] } as Record<string, number[]>;
  for (const x of stepsOf(config, images)) {
    const z = units.map((unit) => sigmoid(gateSum(arrays, x, h, unit, 36)));
    const r = units.map((unit) => sigmoid(gateSum(arrays, x, h, 12 + unit, 36)));
    const resetState = h.map((value, unit) => r[unit] * value);
    const n = units.map((unit) => Math.tanh(gateSum(arrays, x, resetState, 24 + unit, 36)));
    h = h.map((value, unit) => z[unit] * value + (1 - z[unit]) * n[unit]);
    expected.updateGate.push(...z);
    expected.resetGate.push(...r);
    expected.candidate.push(...n);
    expected.hiddenState.push(...h);
  }
  const { matrices } = createNetwork(pool, config, weights).trace(images.subarray(0, 784), 7).layers[0];
  expect(Object.keys(matrices).sort()).toEqual(Object.keys(expected).sort());
  // float32 against float64 over 28 rows.
  for (const [name, values] of Object.entries(expected)) {
    expectAllClose(matrices[name as keyof typeof matrices] ?? [], values, 1e-5);
  }
});

describe.each(['tanh', 'sigmoid', 'relu'] as const)('an RNN with %s', (activation) => {
  const config: ModelConfig = { ...defaultConfig, cell: 'rnn', activation, units: 12, order: 'columns', window: 9 };

  test('has the states of its equation, and none before the memory window', () => {
    const weights = initialWeights(config, 3);
    const arrays = weights.map(({ values }) => values);
    let h = units.map(() => 0);
    const states = stepsOf(config, images).flatMap((x) => {
      h = units.map((unit) => activations[activation](gateSum(arrays, x, h, unit, 12)));
      return h;
    });
    const unread = new Array<number>(19 * 12).fill(0);
    const trace = createNetwork(pool, config, weights).trace(images.subarray(0, 784), 7);
    const { hiddenState, slope } = trace.layers[0].matrices;
    expectAllClose(hiddenState ?? [], [...unread, ...states], 1e-5);
    expectAllClose(slope ?? [], [...unread, ...states.map(slopes[activation])], 1e-5);
    expect(trace.probabilities.length).toBe(280);
    expect(trace.probabilities.subarray(0, 190).every((value) => value === 0)).toBe(true);
  });
});

test('reading a digit in another order equals a network with that order', () => {
  const weights = initialWeights(defaultConfig, 3);
  const digit = images.subarray(784, 2 * 784);
  const own = createNetwork(pool, defaultConfig, weights);
  for (const order of ['rowsUp', 'columns', 'shuffledRows'] satisfies ReadingOrder[]) {
    const other = createNetwork(pool, { ...defaultConfig, order }, weights);
    const reread = own.trace(digit, 2, { order });
    expect(reread.probabilities).toEqual(other.trace(digit, 2).probabilities);
    expect(reread.probabilities).not.toEqual(own.trace(digit, 2).probabilities);
    other.dispose();
  }
});

describe('gradient flow', () => {
  const config: ModelConfig = { ...defaultConfig, cell: 'rnn', units: 12 };
  const weights = initialWeights(config, 3);

  test('has the norms of its trace for one digit, and the Jacobian product over all steps', async () => {
    const network = createNetwork(pool, config, weights);
    const { lossGradient, stateJacobian, steps } = await network.gradientFlow({
      images: images.subarray(0, 784),
      labels: labels.subarray(0, 1),
    });
    const trace = network.trace(images.subarray(0, 784), labels[0]);
    expectAllClose(lossGradient, trace.layers[0].gradientNorm, 1e-6);
    // ∂h_T/∂h_t = Π_j diag(φ′(a_j)) Rᵀ, multiplied in float64 from the last step back.
    const slope = trace.layers[0].matrices.slope ?? new Float32Array();
    const recurrent = weights[1].values;
    let jacobian: number[][] = units.map((row) => units.map((column) => (row === column ? 1 : 0)));
    for (let step = steps - 1; step >= 0; step--) {
      const norm = Math.hypot(...jacobian.flat());
      expect(stateJacobian[step] / norm).toBeCloseTo(1, 4);
      jacobian = jacobian.map((row) =>
        units.map((column) =>
          row.reduce((sum, value, unit) => sum + value * slope[step * 12 + unit] * recurrent[column * 12 + unit], 0),
        ),
      );
    }
  });

  test('over many digits approximates the mean of single digits', async () => {
    const network = createNetwork(pool, config, weights);
    const count = 100;
    const batch = { images: images.subarray(0, count * 784), labels: labels.subarray(0, count) };
    const flow = await network.gradientFlow(batch);
    const squares = { lossGradient: 0, stateJacobian: 0 };
    for (let digit = 0; digit < count; digit++) {
      const one = await network.gradientFlow({
        images: images.subarray(digit * 784, (digit + 1) * 784),
        labels: labels.subarray(digit, digit + 1),
      });
      squares.lossGradient += one.lossGradient[20] ** 2 / count;
      squares.stateJacobian += one.stateJacobian[20] ** 2 / count;
    }
    expect(flow.lossGradient[20] / Math.sqrt(squares.lossGradient)).toBeCloseTo(1, 4);
    // Estimated from one direction per digit: the root mean square of 100 is accurate to a few percent.
    expect(flow.stateJacobian[20] / Math.sqrt(squares.stateJacobian)).toBeGreaterThan(0.8);
    expect(flow.stateJacobian[20] / Math.sqrt(squares.stateJacobian)).toBeLessThan(1.25);
  });
});
