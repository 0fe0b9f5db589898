// Holds P42.
import { expect, test } from 'vitest';
import { randomStream } from '../../../domain/random.ts';
import { describeEachBuild } from '../testing/builds.ts';
import { cells, createCase, shapeWith } from '../testing/cases.ts';
import { expectClose } from '../testing/close.ts';
import { openNetwork } from '../testing/networks.ts';
import { oncePer } from '../testing/once-per.ts';
import { referenceStateGradients } from '../testing/step-references.ts';

/** Reason: see gradients.test.ts. */
const tolerance = 5e-6;
const steps = 5;
const units = 18;
const count = 13;

const given = cells.flatMap((cell) =>
  [1, 2].map((layers) => createCase({ shape: shapeWith({ ...cell, steps, units, layers }), count, seed: 14 })),
);

const random = randomStream(15, 'probes');
const signs = Float32Array.from({ length: count * units }, () => 2 * random.integer(2) - 1);

/** One copy of the image per unit, each with a row of the identity. */
const identity = Float32Array.from({ length: units * units }, (_, at) => (at % (units + 1) === 0 ? 1 : 0));
const repeated = given.map((one) => {
  const image = one.batch.images.subarray(0, steps * one.shape.inputSize);
  const images = Uint8Array.from({ length: units * image.length }, (_, at) => image[at % image.length]);
  return { ...one, batch: { images, labels: new Uint8Array(units) } };
});

const rootMeanSquares = (gradients: readonly Float32Array[], samples: number) =>
  gradients.map((own) => Math.sqrt(own.reduce((sum, slope) => sum + slope * slope, 0) / samples));

const lossReference = oncePer((index: number) => rootMeanSquares(referenceStateGradients(given[index], null), count));
const signReference = oncePer((index: number) => rootMeanSquares(referenceStateGradients(given[index], signs), count));
const jacobianReference = oncePer((index: number) =>
  rootMeanSquares(referenceStateGradients(repeated[index], identity), 1),
);

describeEachBuild((kernels) => {
  test('the flow of the loss equals tf.grad’s gradient with respect to each hidden state', async () => {
    for (const [index, one] of given.entries()) {
      expectClose(await openNetwork(kernels, one).flow(one.batch, null), lossReference(index), tolerance);
    }
  });

  test('one-hot probes give the Frobenius norms of the Jacobians', async () => {
    for (const [index, one] of repeated.entries()) {
      const flow = await openNetwork(kernels, one).flow(one.batch, identity);
      const norms = flow.map((value) => value * Math.sqrt(units));
      expectClose(norms, jacobianReference(index), tolerance, `case ${index}`);
      expect(norms[norms.length - 1]).toBeCloseTo(Math.sqrt(units), 6);
    }
  });

  test('random signs multiply the Jacobians of their own images', async () => {
    for (const [index, one] of given.entries()) {
      const flow = await openNetwork(kernels, one).flow(one.batch, signs);
      expectClose(flow, signReference(index), tolerance, `case ${index}`);
      expect(flow[flow.length - 1]).toBe(Math.fround(Math.sqrt(units)));
    }
  });

  test('norms are right for tiny and for huge gradients', async () => {
    const [one] = given;
    const network = openNetwork(kernels, one);
    const usual = await network.flow(one.batch, signs);
    for (const size of [1e-12, 1e-23, 1e-30, 1e25]) {
      const probes = signs.map((sign) => sign * size);
      const scaled = await network.flow(one.batch, probes);
      // State gradients are linear in the probes; below 1e-38 float32 has fewer digits.
      expectClose(
        scaled.map((norm) => norm / size),
        usual,
        tolerance,
        `${size}`,
      );
    }
  });

  test('a network that predicts steps has a flow between states, but none from a class loss', async () => {
    const shape = shapeWith({ steps, units, inputSize: 18, classes: 18 });
    const one = createCase({ shape, count, seed: 16 });
    const network = openNetwork(kernels, one, { objective: 'nextStep' });
    expect(await network.flow(one.batch, signs)).toEqual(await openNetwork(kernels, one).flow(one.batch, signs));
    await expect(async () => network.flow(one.batch, null)).rejects.toThrow(RangeError);
    await expect(network.flow(one.batch, signs.subarray(1))).rejects.toThrow(RangeError);
  });

  test('a smaller batch after a larger one has its own flow', async () => {
    const [one] = given;
    const few = { images: one.batch.images.subarray(0, 5 * steps * one.shape.inputSize), labels: one.batch.labels };
    const used = openNetwork(kernels, one);
    await used.flow(one.batch, signs);
    const probes = signs.subarray(0, 5 * units);
    expect(await used.flow(few, probes)).toEqual(await openNetwork(kernels, one).flow(few, probes));
  });

  test('measuring the flow does not affect a later step', async () => {
    const [one] = given;
    const network = openNetwork(kernels, one);
    const before = await network.gradients(one.batch);
    await network.flow(one.batch, signs);
    expect(await network.gradients(one.batch)).toEqual(before);
  });
});
