import { beforeAll, describe, expect, test } from 'vitest';
import type { ModelConfig, ReadingOrder } from '../../domain/recipe/recipe.ts';
import { loadMnist } from '../data/mnist.ts';
import { rereadAs } from '../../domain/recipe/reading.ts';
import type { KernelPool } from '../kernels/threads/pool.ts';
import { dataDirectory, startTestPool } from '../testing/start.ts';
import { defaultConfig } from '../../domain/recipe/config.ts';
import { createNetwork } from './create-network.ts';
import { initialWeights } from './initial-weights.ts';
import type { Network, TraceOptions } from './network.ts';
import { answerAt } from './readout.ts';

let image: Uint8Array;
let pool: KernelPool;

beforeAll(async () => {
  pool = await startTestPool();
  // A copy: a Buffer's slice would be a view, and nudges would persist.
  image = Uint8Array.from((await loadMnist(dataDirectory)).test.images.subarray(0, 784));
});

const configs: Record<string, Partial<ModelConfig>> = {
  LSTM: { layers: 2 },
  GRU: { cell: 'gru' },
  RNN: { cell: 'rnn' },
  Transformer: { cell: 'transformer', heads: 2 },
  'LSTM that reads columns in a window': { order: 'columns', window: 20 },
};

function network(changes: Partial<ModelConfig>): Network {
  const config = { ...defaultConfig, units: 16, ...changes };
  return createNetwork(pool, config, initialWeights(config, 4));
}

function salientTrace(net: Network, pixels: Uint8Array, options: TraceOptions = {}) {
  const { saliency, probabilities } = net.trace(pixels, 7, { ...options, wantsSaliency: true });
  if (!saliency) throw new Error('Saliency was requested.');
  return { saliency, probabilities };
}

/** The effect on the answer's logit of slightly more and slightly less ink. */
async function slopeAt(net: Network, pixels: Uint8Array, pixel: number, answer: number, order?: ReadingOrder) {
  const logit = async (by: number) => {
    const nudged = pixels.slice();
    nudged[pixel] += by;
    const logits = await net.logits(order ? rereadAs(nudged, net.config.order, order) : nudged);
    return logits[answer];
  };
  return ((await logit(10)) - (await logit(-10))) / (20 / 255);
}

describe.each(Object.entries(configs))('of an untrained %s', (_, changes) => {
  test("saliency equals each pixel times the effect of nudging it on the answer's logit", async () => {
    const net = network(changes);
    // Bytes that can be nudged both ways.
    const pixels = image.map((ink) => (ink === 0 ? 0 : Math.min(Math.max(ink, 10), 245)));
    const { saliency, probabilities } = salientTrace(net, pixels);
    const answer = answerAt(probabilities, 10, probabilities.length - 10);
    const inked = [...pixels.keys()].filter((pixel) => pixels[pixel] > 0);
    const scale = Math.max(...saliency.map(Math.abs));
    expect(scale).toBeGreaterThan(0);
    for (const pixel of inked.filter((__, index) => index % 5 === 0)) {
      const expected = ((await slopeAt(net, pixels, pixel, answer)) * pixels[pixel]) / 255;
      // Differences of float32 logits are accurate to about a hundredth of the largest slope.
      expect(Math.abs(saliency[pixel] - expected)).toBeLessThan(0.02 * scale);
    }
    expect(saliency.every((value, pixel) => value === 0 || pixels[pixel] > 0)).toBe(true);
    net.dispose();
  });
});

test("saliency follows the image's pixels also when read in another order", async () => {
  const net = network({});
  const pixels = image.map((ink) => (ink === 0 ? 0 : Math.min(Math.max(ink, 10), 245)));
  const { saliency, probabilities } = salientTrace(net, pixels, { order: 'columns' });
  const answer = answerAt(probabilities, 10, probabilities.length - 10);
  const scale = Math.max(...saliency.map(Math.abs));
  const inked = [...pixels.keys()].filter((pixel) => pixels[pixel] > 100).slice(10, 20);
  for (const pixel of inked) {
    const expected = ((await slopeAt(net, pixels, pixel, answer, 'columns')) * pixels[pixel]) / 255;
    expect(Math.abs(saliency[pixel] - expected)).toBeLessThan(0.02 * scale);
  }
  net.dispose();
});

test('a trace has saliency only on request', () => {
  for (const changes of Object.values(configs)) {
    const net = network(changes);
    const plain = net.trace(image, 7);
    expect(plain.saliency).toBeNull();
    expect({ ...net.trace(image, 7, { wantsSaliency: true }), saliency: null }).toEqual(plain);
    net.dispose();
  }
});

test("the trace holds the readout's weights as saved", () => {
  for (const changes of Object.values(configs)) {
    const net = network(changes);
    expect(net.trace(image, 7).readout).toEqual(net.readWeights().at(-2)?.values);
    net.dispose();
  }
});
