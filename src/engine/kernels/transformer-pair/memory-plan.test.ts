import { expect, test } from 'vitest';
import { endToken, startToken } from '../../../domain/strips/strip.ts';
import { lineBytes } from '../recurrent/shape.ts';
import { kernelsByTile } from '../testing/recurrent-cases.ts';
import { planPair, type PairShardPlan } from './memory-plan.ts';
import { pairLayout } from './shape.ts';
import { createPairCase, openPair, pairWith } from './testing/cases.ts';
import { pairWeightPlaces, pairWeightShapes } from './weights.ts';

const shapes = [
  pairWith(),
  pairWith({ steps: 2, tokens: 7, heads: 1, blocks: 1 }),
  pairWith({ units: 40, heads: 2, steps: 19 }),
];

/** A shard lies between its first and its last region, except for its gradients. */
function spanOf(shard: PairShardPlan) {
  return [shard.inputs, shard.results + 4 * 8] as const;
}

function changesOutside(before: Uint8Array, after: Uint8Array, spans: readonly (readonly [number, number])[]) {
  const places: number[] = [];
  before.forEach((byte, at) => {
    if (byte !== after[at] && !spans.some(([from, to]) => at >= from && at < to)) places.push(at);
  });
  return places;
}

test('a pass writes only its own memory, as does a trace', async () => {
  for (const [index, shape] of shapes.entries()) {
    const given = createPairCase(shape, 11, index, { own: 0.3 });
    const network = openPair(kernelsByTile[index % kernelsByTile.length], given);
    const { plan, memory } = network;
    const [first] = plan.shards;
    const sums = [first.gradients, first.gradients + pairLayout(shape).bytes] as const;
    const batch = [plan.images, plan.logits] as const;
    const copy = () => new Uint8Array(memory.buffer).slice(0, plan.bytes);
    const before = copy();
    await network.gradients(given.batch);
    const after = copy();
    expect(changesOutside(before, after, [spanOf(first), sums, batch])).toEqual([]);
    const image = given.batch.images.subarray(0, plan.imageBytes);
    network.trace.open(image).start(startToken).next(3).next(endToken);
    const traced = [plan.traceImage, plan.traceImage + plan.imageBytes] as const;
    expect(changesOutside(after, copy(), [spanOf(plan.trace), traced])).toEqual([]);
  }
});

test('regions are cache-line-aligned, and a plan crosses to another thread unchanged', () => {
  for (const shape of shapes) {
    const plan = planPair(shape, 9, 3, 6);
    expect(structuredClone(plan)).toEqual(plan);
    for (const { samples, blocks, decoder, ...addresses } of [...plan.shards, plan.trace]) {
      expect(samples).toBeGreaterThan(0);
      const all = [addresses, ...blocks, ...decoder].flatMap((of): number[] => Object.values(of));
      expect(all.filter((address) => address % lineBytes !== 0)).toEqual([]);
    }
  }
});

test('weights have separate places, in the order of their names', () => {
  for (const shape of shapes) {
    const places = pairWeightPlaces(shape);
    const sizes = places.map(({ rows, columns }) => rows * columns);
    expect(pairWeightShapes(shape).map((weight) => weight.shape.reduce((a, b) => a * b))).toEqual(sizes);
    const taken = places.flatMap(({ rows, columns, placeOf }) =>
      Array.from({ length: rows * columns }, (_, at) => placeOf(Math.floor(at / columns), at % columns)),
    );
    expect(new Set(taken).size).toBe(taken.length);
    expect(Math.max(...taken)).toBeLessThan(pairLayout(shape).bytes / 4);
  }
});

test('weights round-trip, and their padding stays 0 in training', async () => {
  const given = createPairCase(pairWith({ units: 18 }), 7, 5);
  const network = openPair(kernelsByTile[0], given);
  expect(network.readWeights()).toEqual(given.weights);
  const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
  for (let step = 0; step < 3; step++) {
    await network.train(given.batch, { optimizer, learningRate: 0.1, clipNorm: 0, truncation: 0 });
  }
  const { bytes } = pairLayout(given.shape);
  const bank = new Float32Array(network.memory.buffer, network.presentBank().weights, bytes / 4);
  const taken = new Set(
    pairWeightPlaces(given.shape).flatMap(({ rows, columns, placeOf }) =>
      Array.from({ length: rows * columns }, (_, at) => placeOf(Math.floor(at / columns), at % columns)),
    ),
  );
  expect(network.readWeights()).not.toEqual(given.weights);
  expect(bank.filter((value, place) => !taken.has(place) && value !== 0)).toEqual(new Float32Array());
});
