import { beforeAll, describe, expect, test } from 'vitest';
import { recurrentCellNames } from '../../domain/cells.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { planReading } from '../../domain/recipe/reading.ts';
import type { ModelConfig } from '../../domain/recipe/recipe.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { loadFewDigits, startTestBackend, startTestPool } from '../testing/start.ts';
import { createNetwork } from './create-network.ts';
import { initialWeights } from './initial-weights.ts';
import { openRecurrent } from './recurrent-network.ts';
import { loadModel } from './storage.ts';

const steps = 28;
const label = 7;
let pool: KernelPool;
let image: Uint8Array;

beforeAll(async () => {
  await startTestBackend();
  pool = await startTestPool();
  image = (await loadFewDigits(1, 1)).test.images;
});

/** An untrained network of any cell, what its trace says, and the gradients of its recurrent weights by layer. */
function opened(config: ModelConfig & { cell: (typeof recurrentCellNames)[number] }) {
  const weights = initialWeights(config, 6);
  const { network, own } = openRecurrent(pool, config, {
    reading: planReading(config),
    maxBatch: 1,
    usualBatchSize: 1,
    arrays: weights.map(({ values }) => values),
    lossAt: 'lastStep',
  });
  const { layers } = own.trace(image, label, { wantsWeightGradients: true });
  return {
    weights: weights.map(({ values }) => values),
    layers: layers.map(({ weightGradients }) => {
      if (!weightGradients) throw new Error('Weight gradients were requested.');
      return weightGradients;
    }),
    /** @param truncation how many last steps it sums over */
    recurrentGradients: async (truncation: number): Promise<Float32Array[]> => {
      const { gradients } = await network.gradients({ images: image, labels: Uint8Array.of(label) }, truncation);
      return layers.map((_, layer) => gradients[3 * layer + 1]);
    },
  };
}

const norm = (values: Iterable<number>) => Math.hypot(...values);

/** Far above the rounding of float32 sums in another order, far below any missing step. */
const expectSame = (actual: number, expected: number, scale: number) => {
  expect(Math.abs(actual - expected)).toBeLessThan(2e-5 * scale);
};

describe.each(recurrentCellNames)('what each step of an %s adds to ∂L/∂W', (cell) => {
  test.each([4, 20])('sums up to the gradient of training, wherever it is truncated, with %d units', async (units) => {
    const { layers, recurrentGradients } = opened({ ...defaultConfig, cell, units, layers: 2 });
    let later: Float32Array[] = layers.map(() => new Float32Array());
    for (let truncation = 1; truncation <= steps; truncation++) {
      const sums = await recurrentGradients(truncation);
      const step = steps - truncation;
      layers.forEach(({ added, summed }, layer) => {
        const scale = norm(sums[layer]);
        expectSame(summed[step], scale, scale);
        expectSame(added[step], norm(sums[layer].map((sum, at) => sum - (later[layer][at] ?? 0))), scale);
      });
      later = sums;
    }
    expect(layers.map(({ added }) => added[0])).toEqual([0, 0]);
  });
});

test('an LSTM’s match outer products written out in float64, and are no sum of norms', async () => {
  const units = 12;
  const { layers, weights, recurrentGradients } = opened({ ...defaultConfig, cell: 'lstm', units, layers: 1 });
  const products = plainProducts(weights, units);
  const sum = new Float64Array(units * 4 * units);
  for (let step = steps - 1; step >= 0; step--) {
    products[step].forEach((value, at) => (sum[at] += value));
    expectSame(layers[0].added[step], norm(products[step]), norm(sum));
    expectSame(layers[0].summed[step], norm(sum), norm(sum));
  }
  const [gradient] = await recurrentGradients(steps);
  gradient.forEach((value, at) => {
    expectSame(value, sum[at], norm(sum));
  });
  expect(layers[0].summed[0]).toBeLessThan(0.99 * layers[0].added.reduce((total, each) => total + each, 0));
});

test('those of the shipped network’s first 7 add up to less than half of their norms, as lesson 7 says', async () => {
  const { config, weights } = await loadModel('resources/pretrained');
  const { layers } = createNetwork(pool, config, weights).trace(image, label, { wantsWeightGradients: true });
  const top = layers[layers.length - 1].weightGradients;
  expect(top?.summed[0]).toBeLessThan((top?.added ?? new Float32Array()).reduce((sum, each) => sum + each, 0) / 2);
});

test('a trace has them only on request', () => {
  const config = { ...defaultConfig, cell: 'lstm', units: 4 } as const;
  const { own } = openRecurrent(pool, config, {
    reading: planReading(config),
    maxBatch: 1,
    usualBatchSize: 1,
    arrays: initialWeights(config, 6).map(({ values }) => values),
    lossAt: 'lastStep',
  });
  expect(own.trace(image, label).layers.map(({ weightGradients }) => weightGradients)).toEqual([null]);
});

/** h_{t−1} δ_tᵀ of every step, [units × 4·units] each, by the textbook's backward pass of an LSTM with one layer, in float64. */
function plainProducts(weights: readonly Float32Array[], units: number): number[][] {
  const [kernel, recurrent, bias, readout, readoutBias] = weights;
  const each = Array.from({ length: units }, (_, unit) => unit);
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  let h = each.map(() => 0);
  let c = each.map(() => 0);
  const tape = Array.from({ length: steps }, (_, step) => {
    const before = { h, c };
    const gate = (index: number) =>
      each.map((unit) => {
        const column = index * units + unit;
        let total = bias[column];
        for (let x = 0; x < 28; x++) total += (image[step * 28 + x] / 255) * kernel[x * 4 * units + column];
        for (const from of each) total += before.h[from] * recurrent[from * 4 * units + column];
        return index === 2 ? Math.tanh(total) : sigmoid(total);
      });
    const [i, f, g, o] = [gate(0), gate(1), gate(2), gate(3)];
    c = each.map((unit) => f[unit] * before.c[unit] + i[unit] * g[unit]);
    h = each.map((unit) => o[unit] * Math.tanh(c[unit]));
    return { before, i, f, g, o, c };
  });
  const logits = Array.from(readoutBias, (b, k) =>
    each.reduce((sum, unit) => sum + h[unit] * readout[unit * 10 + k], b),
  );
  const total = logits.reduce((sum, logit) => sum + Math.exp(logit), 0);
  const error = logits.map((logit, k) => Math.exp(logit) / total - (k === label ? 1 : 0));
  let toHidden = each.map((unit) => error.reduce((sum, slope, k) => sum + slope * readout[unit * 10 + k], 0));
  let toCell = each.map(() => 0);
  const products: number[][] = [];
  for (const { before, i, f, g, o, c: cell } of tape.toReversed()) {
    const squashed = cell.map(Math.tanh);
    const slopes = each.map((u) => toCell[u] + toHidden[u] * o[u] * (1 - squashed[u] ** 2));
    const deltas = [
      each.map((u) => slopes[u] * g[u] * i[u] * (1 - i[u])),
      each.map((u) => slopes[u] * before.c[u] * f[u] * (1 - f[u])),
      each.map((u) => slopes[u] * i[u] * (1 - g[u] ** 2)),
      each.map((u) => toHidden[u] * squashed[u] * o[u] * (1 - o[u])),
    ].flat();
    products.unshift(each.flatMap((from) => deltas.map((delta) => before.h[from] * delta)));
    toHidden = each.map((from) => deltas.reduce((sum, delta, at) => sum + delta * recurrent[from * 4 * units + at], 0));
    toCell = each.map((u) => slopes[u] * f[u]);
  }
  return products;
}
