import { beforeAll, expect, test } from 'vitest';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import { loadMnist } from '../data/mnist.ts';
import { dataDirectory, expectAllClose, startTestPool } from '../testing/start.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { createNetwork } from './create-network.ts';
import { initialWeights } from './initial-weights.ts';
import type { Weight } from './network.ts';

const config: ModelConfig = { ...defaultConfig, units: 16, layers: 2 };
const weights = initialWeights(config, 4);
let image: Uint8Array;
let pool: KernelPool;

beforeAll(async () => {
  pool = await startTestPool();
  image = (await loadMnist(dataDirectory)).test.images.subarray(0, 784);
});

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

type PlainStep = Record<'i' | 'f' | 'g' | 'o' | 'c' | 'h', number[]>;

/**
 * The textbook LSTM in float64, one unit at a time, straight from the equations; adds `nudge` to h after row `at` of a
 * layer.
 */
function plainLayers(
  weightsOf: readonly Weight[],
  pixels: Uint8Array,
  nudge?: { layer: number; at: number; unit: number; by: number },
) {
  let inputs = Array.from({ length: 28 }, (_, row) =>
    Array.from(pixels.subarray(row * 28, row * 28 + 28), (byte) => byte / 255),
  );
  return Array.from({ length: config.layers }, (_, layer) => {
    const [kernel, recurrent, bias] = weightsOf.slice(layer * 3).map(({ values }) => values);
    let h: number[] = new Array<number>(config.units).fill(0);
    let c: number[] = new Array<number>(config.units).fill(0);
    const steps = inputs.map((x, row) => {
      const sum = (gate: number, unit: number) => {
        const column = gate * config.units + unit;
        const fromInput = x.reduce(
          (total, value, index) => total + value * kernel[index * 4 * config.units + column],
          0,
        );
        return h.reduce(
          (total, value, index) => total + value * recurrent[index * 4 * config.units + column],
          fromInput + bias[column],
        );
      };
      const units = Array.from({ length: config.units }, (_, unit) => unit);
      const i = units.map((unit) => sigmoid(sum(0, unit)));
      const f = units.map((unit) => sigmoid(sum(1, unit)));
      const g = units.map((unit) => Math.tanh(sum(2, unit)));
      const o = units.map((unit) => sigmoid(sum(3, unit)));
      c = units.map((unit) => f[unit] * c[unit] + i[unit] * g[unit]);
      h = units.map((unit) => o[unit] * Math.tanh(c[unit]));
      if (nudge?.layer === layer && nudge.at === row) h[nudge.unit] += nudge.by;
      return { i, f, g, o, c, h } satisfies PlainStep;
    });
    inputs = steps.map((step) => step.h);
    return steps;
  });
}

function plainProbabilities(h: readonly number[]): number[] {
  const [kernel, bias] = weights.slice(-2).map(({ values }) => values);
  const logits = Array.from(bias, (b, digit) =>
    h.reduce((total, value, unit) => total + value * kernel[unit * 10 + digit], b),
  );
  const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
  return logits.map((logit) => Math.exp(logit) / sum);
}

test('every gate and state after every row matches the textbook equations', () => {
  const trace = createNetwork(pool, config, weights).trace(image, 7);
  const expected = plainLayers(weights, image);
  expect(trace.layers.length).toBe(2);
  for (const [layer, steps] of expected.entries()) {
    const flat = (name: keyof PlainStep) => steps.flatMap((step) => step[name]);
    const actual = trace.layers[layer].matrices;
    // float32 against float64 over 28 rows.
    expectAllClose(actual.inputGate ?? [], flat('i'), 1e-5);
    expectAllClose(actual.forgetGate ?? [], flat('f'), 1e-5);
    expectAllClose(actual.candidate ?? [], flat('g'), 1e-5);
    expectAllClose(actual.outputGate ?? [], flat('o'), 1e-5);
    expectAllClose(actual.cellState ?? [], flat('c'), 1e-5);
    expectAllClose(actual.hiddenState ?? [], flat('h'), 1e-5);
  }
  expectAllClose(
    trace.probabilities,
    expected[1].flatMap(({ h }) => plainProbabilities(h)),
    1e-5,
  );
});

test("‖∂L/∂h_t‖ matches the effect on the loss of nudging that row's hidden state", () => {
  const trace = createNetwork(pool, config, weights).trace(image, 7);
  const loss = (nudge: { layer: number; at: number; unit: number; by: number }) =>
    -Math.log(plainProbabilities(plainLayers(weights, image, nudge)[1][27].h)[7]);
  for (const [layer, at] of [
    [0, 3],
    [0, 20],
    [1, 14],
    [1, 27],
  ]) {
    const slopes = Array.from({ length: config.units }, (_, unit) => {
      const by = 1e-5;
      return (loss({ layer, at, unit, by }) - loss({ layer, at, unit, by: -by })) / (2 * by);
    });
    const expected = Math.hypot(...slopes);
    expect(expected).toBeGreaterThan(0);
    expect(trace.layers[layer].gradientNorm[at] / expected).toBeCloseTo(1, 3);
  }
});

test('without a label the loss is taken against the answer', () => {
  const network = createNetwork(pool, config, weights);
  const { probabilities, target } = network.trace(image, null);
  const last = [...probabilities.subarray(-10)];
  expect(last[target]).toBe(Math.max(...last));
});
