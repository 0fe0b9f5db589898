import fc from 'fast-check';
import { expect, test } from 'vitest';
import { transformerWeightShapes } from '../../../domain/recipe/transformer-weights.ts';
import { kernelsByTile } from '../testing/recurrent-cases.ts';
import { transformerFloats } from './fill.ts';
import { weightPlaces } from './pack.ts';
import { sinusoidalPositions } from './positions.ts';
import { transformerLayout } from './shape.ts';
import { anyTransformerRecipe, createTransformerCase, openTransformer, transformerWith } from './testing/cases.ts';

test('weights have separate places, in the order of saved models', () => {
  fc.assert(
    fc.property(anyTransformerRecipe, ({ shape }) => {
      const places = weightPlaces(shape);
      const sizes = places.map(({ rows, columns }) => rows * columns);
      expect(transformerWeightShapes(shape).map((weight) => weight.shape.reduce((a, b) => a * b))).toEqual(sizes);
      const taken = places.flatMap(({ rows, columns, placeOf }) =>
        Array.from({ length: rows * columns }, (_, at) => placeOf(Math.floor(at / columns), at % columns)),
      );
      expect(new Set(taken).size).toBe(taken.length);
      expect(taken.every((place) => place < transformerLayout(shape).bytes / 4)).toBe(true);
    }),
    { seed: 71, numRuns: 15 },
  );
});

test('weights round-trip, and their padding stays 0 in training', async () => {
  const given = createTransformerCase({ shape: transformerWith({ units: 18, heads: 3 }), count: 9, seed: 11 });
  const network = openTransformer(kernelsByTile[0], given);
  expect(network.readWeights()).toEqual(given.weights);
  const optimizer = { kind: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;
  for (let step = 0; step < 3; step++) {
    await network.train(given.batch, { optimizer, learningRate: 0.1, clipNorm: 0, truncation: 0 });
  }
  const bank = transformerFloats(network.memory, network.plan, network.presentBank().weights);
  const taken = new Set(
    weightPlaces(given.shape).flatMap(({ rows, columns, placeOf }) =>
      Array.from({ length: rows * columns }, (_, at) => placeOf(Math.floor(at / columns), at % columns)),
    ),
  );
  expect(network.readWeights()).not.toEqual(given.weights);
  expect(bank.filter((value, place) => !taken.has(place) && value !== 0)).toEqual(new Float32Array());
});

test('a NaN weight makes the loss NaN, and the weights stay', async () => {
  const given = createTransformerCase({ shape: transformerWith(), count: 5, seed: 12 });
  const weights = given.weights.map((array, index) => (index === 4 ? array.map((w, at) => (at ? w : NaN)) : array));
  const network = openTransformer(kernelsByTile[0], { ...given, weights });
  const optimizer = { kind: 'momentum', momentum: 0 } as const;
  const { loss } = await network.train(given.batch, { optimizer, learningRate: 1, clipNorm: 0, truncation: 0 });
  expect(loss).toBeNaN();
  expect(network.readWeights()).toEqual(weights);
});

test('the heads must divide the units', () => {
  const given = createTransformerCase({ shape: transformerWith(), count: 1, seed: 13 });
  expect(() => openTransformer(kernelsByTile[0], { ...given, shape: { ...given.shape, heads: 5 } })).toThrow(
    RangeError,
  );
});

test('dropout silences units of the mean in training: their readout learns nothing from the sample', async () => {
  const given = createTransformerCase({ shape: transformerWith({ units: 96, heads: 3 }), count: 1, seed: 14 });
  const update = { optimizer: { kind: 'momentum', momentum: 0 }, learningRate: 1, clipNorm: 0, truncation: 0 } as const;
  const silenced = async (rate: number, seed: number) => {
    const network = openTransformer(kernelsByTile[0], given);
    await network.train(given.batch, { ...update, dropout: { rate, seed } });
    const [before, after] = [given.weights, network.readWeights()].map((arrays) => arrays[arrays.length - 2]);
    const rows = Array.from({ length: 96 }, (_, unit) => before.subarray(unit * 10, unit * 10 + 10));
    return rows.map((row, unit) => row.every((weight, at) => weight === after[unit * 10 + at]));
  };
  const [none, some, same, others] = [
    await silenced(0, 1),
    await silenced(0.5, 1),
    await silenced(0.5, 1),
    await silenced(0.5, 2),
  ];
  expect(none).not.toContain(true);
  expect(some.filter(Boolean).length).toBeGreaterThan(30);
  expect(some.filter(Boolean).length).toBeLessThan(66);
  expect(same).toEqual(some);
  expect(others).not.toEqual(some);
});

test('positions are the sines and cosines of Vaswani et al.', () => {
  const positions = sinusoidalPositions(3, 4);
  const expected = [0, 1, 0, 1, Math.sin(1), Math.cos(1), Math.sin(0.01), Math.cos(0.01)];
  expect([...positions.subarray(0, 8)]).toEqual(expected.map(Math.fround));
  expect(positions[8]).toBe(Math.fround(Math.sin(2)));
});
