import { beforeAll, expect, test } from 'vitest';
import type { Ablation } from '../../protocol/ablation.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { MatrixName } from '../../protocol/trace.ts';
import { loadMnist } from '../data/mnist.ts';
import { type DigitSet, sliceDigits } from '../../domain/digit-set.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { createNetwork } from '../models/create-network.ts';
import { initialWeights } from '../models/initial-weights.ts';
import { dataDirectory, expectAllClose, startTestPool } from '../testing/start.ts';
import { ablate, canAblate } from './ablate.ts';
import { evaluateAblated, withAblation } from './ablated-network.ts';

/** Tolerance for a state: the error of the kernels' sigmoid over 28 steps. */
const quiet = 1e-5;

let pool: KernelPool;
let digits: DigitSet;

beforeAll(async () => {
  pool = await startTestPool();
  digits = (await loadMnist(dataDirectory)).test;
});

const nothing: Ablation = { layer: 0, clamp: null, silenced: [], heads: [], forgetBias: 0 };

function network(changes: Partial<ModelConfig> = {}) {
  const config = { ...defaultConfig, units: 24, layers: 2, ...changes };
  return createNetwork(pool, config, initialWeights(config, 4));
}

function traceWith(changes: Partial<ModelConfig>, ablation: Partial<Ablation>) {
  const image = digits.images.subarray(0, 784);
  return withAblation(pool, network(changes), { ...nothing, ...ablation }, (ablated) => ablated.trace(image, 7));
}

const gates = [
  ['lstm', 'forgetGate'],
  ['lstm', 'inputGate'],
  ['lstm', 'outputGate'],
  ['gru', 'updateGate'],
  ['gru', 'resetGate'],
] as const;

test.each(gates)('in the %s, the %s is held at exactly 0 or 1', (cell, gate) => {
  for (const at of [0, 1] as const) {
    const { layers } = traceWith({ cell }, { layer: 1, clamp: { gate, at } });
    // Up to the error of the kernels' sigmoid.
    expect(layers[1].matrices[gate]?.every((value) => Math.abs(value - at) < 3e-7)).toBe(true);
    expect(layers[0].matrices[gate]?.every((value) => Math.abs(value - at) < 3e-7)).toBe(false);
  }
});

test.each([
  { cell: 'lstm' },
  { cell: 'gru' },
  { cell: 'rnn' },
  { cell: 'rnn', activation: 'relu' },
  { cell: 'rnn', activation: 'sigmoid' },
] as const)('silenced units of $cell $activation are 0 at every step, all others are active', (changes) => {
  const { layers } = traceWith(changes, { silenced: [3, 17] });
  const hidden: Float32Array = layers[0].matrices.hiddenState ?? new Float32Array();
  const loudest = Array.from({ length: 24 }, (_, unit) =>
    Math.max(...Array.from({ length: 28 }, (__, step) => Math.abs(hidden[step * 24 + unit]))),
  );
  expect([loudest[3], loudest[17]].every((value) => value < quiet)).toBe(true);
  // A ReLU may be off on its own.
  if (changes.cell !== 'rnn') expect(loudest.filter((value) => value < quiet).length).toBe(2);
});

test('a silenced unit has no effect: the answer is that of a readout without it', () => {
  const image = digits.images.subarray(0, 784);
  const net = network({ layers: 1 });
  const { probabilities } = traceWith({ layers: 1 }, { silenced: [5] });
  // By hand: the unit's recurrent and readout rows are 0.
  const weights = net.readWeights().map((weight) => ({ ...weight, values: weight.values.slice() }));
  weights[1].values.fill(0, 5 * 96, 6 * 96);
  weights[3].values.fill(0, 5 * 10, 6 * 10);
  const expected = createNetwork(pool, net.config, weights).trace(image, 7).probabilities;
  probabilities.forEach((value, at) => {
    expect(value).toBeCloseTo(expected[at], 6);
  });
});

test('a larger forget bias opens the forget gate', () => {
  const mean = (forgetBias: number) => {
    const gate = traceWith({}, { forgetBias }).layers[0].matrices['forgetGate' satisfies MatrixName] ?? [];
    return [...gate].reduce((sum, value) => sum + value, 0) / gate.length;
  };
  expect(mean(3)).toBeGreaterThan(mean(0));
  expect(mean(-3)).toBeLessThan(mean(0));
});

test('ablation leaves the network unchanged, and an empty ablation leaves the answer unchanged', () => {
  const net = network();
  const before = net.readWeights();
  ablate(net.config, before, { ...nothing, clamp: { gate: 'forgetGate', at: 0 }, silenced: [1], forgetBias: 2 });
  expect(net.readWeights()).toEqual(before);
  expect(ablate(net.config, before, nothing)).toEqual(before);
});

test('refuses to ablate what a network does not have', () => {
  const { config } = network({ cell: 'gru' });
  expect(canAblate(config, { ...nothing, clamp: { gate: 'resetGate', at: 1 } })).toBe(true);
  expect(canAblate(config, { ...nothing, clamp: { gate: 'forgetGate', at: 1 } })).toBe(false);
  expect(canAblate(config, { ...nothing, forgetBias: 1 })).toBe(false);
  expect(canAblate(config, { ...nothing, layer: 2 })).toBe(false);
  expect(canAblate(config, { ...nothing, silenced: [24] })).toBe(false);
  expect(() => ablate(config, [], { ...nothing, layer: 2 })).toThrow(RangeError);
});

test('evaluates the ablated network on all test digits', async () => {
  const few = sliceDigits(digits, 0, 300);
  const shut = { ...nothing, layer: 1, clamp: { gate: 'outputGate', at: 0 } } as const;
  const evaluation = await evaluateAblated(pool, network(), shut, few);
  expect([...(evaluation?.confusion ?? [])].reduce((sum, count) => sum + count, 0)).toBe(300);
  // With the output gate closed, an untrained readout yields uniform probabilities.
  expect(evaluation?.loss).toBeCloseTo(Math.log(10), 4);
});

const transformer = { cell: 'transformer', units: 32, layers: 2, heads: 4 } as const;

test('a head switched off changes what follows its block, and no attention up to there', () => {
  const intact = traceWith(transformer, {});
  const without = traceWith(transformer, { layer: 0, heads: [2] });
  expect(without.layers[0].attention).toEqual(intact.layers[0].attention);
  expect(without.layers[1].attention).not.toEqual(intact.layers[1].attention);
  expect(without.probabilities).not.toEqual(intact.probabilities);
  const other = traceWith(transformer, { layer: 0, heads: [1] });
  expect(other.probabilities).not.toEqual(without.probabilities);
});

test('a head switched off is as if its values were 0: it owns those columns of Q, K and V', () => {
  const config = { ...defaultConfig, ...transformer };
  const weights = initialWeights(config, 4);
  const image = digits.images.subarray(0, 784);
  const width = config.units / config.heads;
  const blanked = (part: string) =>
    weights.map((weight) => {
      if (weight.name !== `block_1/${part}/kernel`) return weight;
      const values = weight.values.map((value, at) => (Math.floor((at % config.units) / width) === 2 ? 0 : value));
      return { ...weight, values };
    });
  const read = (changed: typeof weights) => createNetwork(pool, config, changed).trace(image, 7);
  const expected = read(blanked('value')).probabilities;
  const found = traceWith(transformer, { layer: 0, heads: [2] }).probabilities;
  expectAllClose(found, expected, 1e-5);
  // Without a query a head looks at all rows alike; the others do not.
  const attention = read(blanked('query')).layers[0].attention ?? new Float32Array();
  const isEven = (head: number) =>
    attention.subarray(head * 784, (head + 1) * 784).every((share) => Math.abs(share - 1 / 28) < 1e-6);
  expect([0, 1, 2, 3].map(isEven)).toEqual([false, false, true, false]);
});

test('a Transformer has heads to switch off and nothing else, and recurrent networks none', () => {
  const config = { ...defaultConfig, ...transformer };
  expect(canAblate(config, { ...nothing, heads: [3] })).toBe(true);
  expect(canAblate(config, { ...nothing, heads: [4] })).toBe(false);
  expect(canAblate(config, { ...nothing, silenced: [1] })).toBe(false);
  expect(canAblate(defaultConfig, { ...nothing, heads: [0] })).toBe(false);
});
