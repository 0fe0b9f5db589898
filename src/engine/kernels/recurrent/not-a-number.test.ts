import { expect, test } from 'vitest';
import { describeEachBuild } from '../testing/builds.ts';
import { type Case, cells, createCase, shapeWith } from '../testing/cases.ts';
import { openNetwork } from '../testing/networks.ts';

const given = cells.map((cell) => createCase({ shape: shapeWith({ ...cell, layers: 2 }), count: 9, seed: 8 }));

/** The case with one weight of one array broken. A pixel's weight matters only if some image has ink there. */
function withBroken({ shape, weights, batch }: Case, array: number, value: number): Case {
  const broken = weights.map((values) => values.slice());
  const inked = batch.images.findIndex((ink) => ink > 0) % shape.inputSize;
  broken[array][array === 0 ? inked * (weights[0].length / shape.inputSize) : 0] = value;
  return { shape, weights: broken, batch };
}

describeEachBuild((kernels) => {
  test('one NaN weight makes the loss NaN, wherever it is', async () => {
    for (const one of given) {
      for (const array of one.weights.keys()) {
        const broken = withBroken(one, array, NaN);
        const what = `${one.shape.cell} ${one.shape.activation}, array ${array}`;
        const network = openNetwork(kernels, broken);
        expect([...(await network.logits(broken.batch.images))].some(Number.isNaN), what).toBe(true);
        expect((await network.gradients(broken.batch)).loss, what).toBeNaN();
      }
    }
  });

  test('an infinite weight does not give a finite loss by chance', async () => {
    const readoutBias = given[0].weights.length - 1;
    const broken = withBroken(given[0], readoutBias, Infinity);
    expect((await openNetwork(kernels, broken).gradients(broken.batch)).loss).not.toBeLessThan(Infinity);
  });

  test('huge, equal logits have the loss of a guess', async () => {
    for (const one of given) {
      const readoutBias = one.weights.length - 1;
      const weights = one.weights.map((values, array) => (array === readoutBias ? values.map(() => 1e30) : values));
      const { loss } = await openNetwork(kernels, { ...one, weights }).gradients(one.batch);
      expect(loss, one.shape.cell).toBeCloseTo(one.batch.labels.length * Math.log(one.shape.classes), 4);
    }
  });

  test('a training step with a NaN loss reports it and leaves the weights unchanged', async () => {
    const broken = withBroken(given[0], 1, NaN);
    const network = openNetwork(kernels, broken);
    const update = { learningRate: 0.1, clipNorm: 1, truncation: 7 };
    const optimizer = { kind: 'momentum', momentum: 0.9 } as const;
    const { loss, gradientNorm } = await network.train(broken.batch, { ...update, optimizer });
    expect([loss, gradientNorm]).toEqual([NaN, NaN]);
    expect(network.readWeights()).toEqual(broken.weights);
  });
});
